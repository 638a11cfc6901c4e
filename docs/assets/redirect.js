// An address that only leads on: follow its link, with the anchor that was asked for.
const target = document.querySelector("link[rel=canonical]");
if (target instanceof HTMLLinkElement) location.replace(target.href + location.hash);
