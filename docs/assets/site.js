/**
 * What a page does beside being read. Everything here is an addition: without it the page says the
 * same, a little less precisely.
 */

import "./state.js";
import "./history.js";
import "./gone.js";
import "./menu.js";
import "./language.js";
import "./contents.js";
import "./copy.js";
import "./search.js";
