/**
 * One tab of Firefox or of WebKitGTK, driven line by line: `[deed, ...arguments]` comes in, its
 * `{"value": …}` or `{"error": …}` goes out.
 *
 *     node remote.mjs firefox PROGRAM
 *     node remote.mjs webkit PROGRAM DRIVER PORT
 *
 * A script is the body of a function; one that is clicked returns the element.
 */

import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { setTimeout as pause } from "node:timers/promises";

import puppeteer from "puppeteer-core";
import { Builder, Capabilities, Key } from "selenium-webdriver";

const KEYS = {
  Shift: Key.SHIFT,
  Tab: Key.TAB,
  Enter: Key.ENTER,
  " ": Key.SPACE,
  ArrowDown: Key.ARROW_DOWN,
};

/** @param {string} program */
async function firefox(program) {
  const browser = await puppeteer.launch({ browser: "firefox", executablePath: program });
  // The tab that it begins with never has the focus.
  const page = await browser.newPage();
  const complaints = [];
  page.on("console", (message) => complaints.push(message.text()));
  page.on("pageerror", (error) => complaints.push(String(error)));
  const called = (script) => `(() => { ${script} })()`;
  return {
    version: () => browser.version(),
    open: (address) => page.goto(address),
    run: (script) => page.evaluate(called(script)),
    click: async (script) => (await page.evaluateHandle(called(script))).click(),
    async press(...keys) {
      const last = keys.pop();
      for (const key of keys) await page.keyboard.down(key);
      await page.keyboard.press(last);
      for (const key of keys) await page.keyboard.up(key);
    },
    size: (width, height) => page.setViewport({ width, height }),
    back: () => page.goBack(),
    forward: () => page.goForward(),
    reload: () => page.reload(),
    complaints: () => complaints,
    close: () => browser.close(),
  };
}

/** @param {string} program @param {string} driver @param {string} port */
async function webkit(program, driver, port) {
  const service = spawn(driver, [`--port=${port}`], { stdio: "ignore" });
  const address = `http://127.0.0.1:${port}`;
  while (!(await fetch(`${address}/status`).catch(() => null))) await pause(50);
  const wanted = new Capabilities({
    browserName: "MiniBrowser",
    "webkitgtk:browserOptions": { binary: program, args: ["--automation"] },
  });
  const tab = await new Builder().usingServer(address).withCapabilities(wanted).build();
  const got = await tab.getCapabilities();
  return {
    version: () => `${got.getBrowserName()}/${got.getBrowserVersion()}`,
    open: (address) => tab.get(address),
    run: (script) => tab.executeScript(script),
    click: async (script) => (await tab.executeScript(script)).click(),
    press: (...keys) => tab.actions().sendKeys(Key.chord(...keys.map((key) => KEYS[key]))).perform(),
    size: (width, height) => tab.manage().window().setRect({ width, height, x: 0, y: 0 }),
    back: () => tab.navigate().back(),
    forward: () => tab.navigate().forward(),
    reload: () => tab.navigate().refresh(),
    // Its driver does not hand the console over.
    complaints: () => [],
    async close() {
      await tab.quit();
      service.kill();
    },
  };
}

const [engine, ...places] = process.argv.slice(2);
const tab = await { firefox, webkit }[engine](...places);
for await (const line of createInterface({ input: process.stdin })) {
  const [deed, ...details] = JSON.parse(line);
  const answer = await Promise.resolve(tab[deed](...details)).then(
    (value) => ({ value: typeof value === "object" && !Array.isArray(value) ? null : value }),
    (error) => ({ error: String(error) }),
  );
  console.log(JSON.stringify(answer));
}
await tab.close();
