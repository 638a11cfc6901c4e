/** The sections: a closed menu on a phone; on a desk they are open for every browser. */

const menu = document.querySelector(".pol-nav__menu");
if (menu instanceof HTMLDetailsElement) {
  const desk = matchMedia("(min-width: 60em)");
  const follow = () => { menu.open = desk.matches; };
  follow();
  desk.addEventListener("change", follow);
}
