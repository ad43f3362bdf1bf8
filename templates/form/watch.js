// What the privacy check will look for, looked for while somebody writes: its patterns, lists of words and messages are data of
// the page. Names, houses and meetings are known by fewer signs here than there; a warning too few comes with the check.
(function () {
  "use strict";
  const form = window.hgForm;
  const WORD = /[A-Za-z0-9_\u00c0-\u02af\u0370-\u1fff\u2c00-\ud7ff]+(?:['\u2019-][A-Za-z0-9_\u00c0-\u02af\u0370-\u1fff\u2c00-\ud7ff]+)*/g;
  const NEAR = 12, REACH = 4, LONGEST_NAME = 5, MOST = 20000;

  // Every match of a pattern before which nothing stands that must not: old browsers cannot look behind.
  function matches(/** @type {Look} */ look, /** @type {string} */ text) {
    const pattern = new RegExp(look.source, look.flags);
    const before = (look.before || []).map((one) => new RegExp("(?:" + one + ")$"));
    const found = [];
    for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
      const behind = text.slice(Math.max(0, match.index - 3), match.index);
      if (before.some((one) => one.test(behind))) pattern.lastIndex = match.index + 1;
      else {
        found.push(match);
        if (!match[0]) pattern.lastIndex += 1;
      }
    }
    return found;
  }

  const whole = (/** @type {Look} */ look, /** @type {string} */ text) =>
    new RegExp("^(?:" + look.source + ")$", look.flags.replace("g", "")).test(text);

  function isOnEarth(/** @type {string} */ one, /** @type {string} */ other) {
    const latitude = Math.abs(Number(one)), longitude = Math.abs(Number(other));
    return latitude <= 90 && longitude <= 180 && Math.max(latitude, longitude) >= 1;
  }

  function byForm(/** @type {Watch} */ watch, /** @type {string} */ text) {
    /** @type {Found[]} */
    const found = [], /** @type {Record<number, boolean>} */ degrees = {};
    watch.looks.forEach((look) => {
      matches(look, text).forEach((match) => {
        const said = (look.rule === "telephone-number" ? match[1] || match[0] : match[0]).replace(/^[@=/](?=-?\d)/, "");
        if (look.rule === "telephone-number") {
          const digits = said.replace(/\D/g, "").length;
          if (digits < watch.digits[0] || digits > watch.digits[1] || whole(watch.years, said)) return;
        }
        if (look.rule === "e-mail-address" && matches(watch.reserved, said.replace(/\.+$/, "")).length) return;
        if (look.rule === "coordinates" && match[2] && !isOnEarth(match[1], match[2])) return;
        const start = match.index + (match[1] ? match[0].indexOf(match[1]) : 0);
        if (look.rule === "coordinates") {
          if (degrees[start]) return;
          degrees[start] = true;
        }
        found.push({ rule: look.rule, said: look.rule === "social-account" ? said.replace(/[./]+$/, "") : said });
      });
    });
    return found;
  }

  /** @type {Record<string, Record<string, boolean>> | null} */
  let marks = null;
  function marksOf(/** @type {Watch} */ watch) {
    if (marks) return marks;
    const made = /** @type {Record<string, Record<string, boolean>>} */ ({});
    const list = (/** @type {string} */ name, /** @type {string} */ words) => {
      made[name] = Object.create(null);
      words.split(" ").forEach((word) => { made[name][word] = true; });
    };
    Object.keys(watch.marks).forEach((name) => list(name, watch.marks[name]));
    list("stop", watch.stop);
    marks = made;
    return made;
  }

  class Words {
    constructor(/** @type {Watch} */ watch, /** @type {string} */ text, /** @type {(name: string) => boolean} */ isKnown) {
      this.text = text;
      this.marks = marksOf(watch);
      this.according = watch.according;
      this.isKnown = isKnown;
      /** @type {{ text: string, start: number, end: number }[]} */
      this.all = [];
      const pattern = new RegExp(WORD.source, "g");
      for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
        this.all.push({ text: match[0], start: match.index, end: match.index + match[0].length });
      }
    }

    is(/** @type {number} */ at, /** @type {string} */ mark) {
      const word = this.all[at] && this.all[at].text.replace(/['\u2019]s$/, "");
      return !!word && !!(this.marks[mark][word] || (mark !== "given_names" && mark !== "not_persons" && this.marks[mark][word.toLowerCase()]));
    }
    small(/** @type {number} */ at) { return this.all[at] ? this.all[at].text.toLowerCase().replace(/\u2019/g, "'") : ""; }
    // Written as a name is: a capital first, and not two, as in an acronym.
    isCapital(/** @type {number} */ at) {
      const word = this.all[at] ? this.all[at].text : "";
      const first = word.charAt(0), second = word.charAt(1);
      const upper = (/** @type {string} */ sign) => sign !== sign.toLowerCase() && sign === sign.toUpperCase();
      return upper(first) && !(second && upper(second));
    }
    gap(/** @type {number} */ at) { return this.all[at] && this.all[at + 1] ? this.text.slice(this.all[at].end, this.all[at + 1].start) : "."; }
    joined(/** @type {number} */ at, /** @type {string} */ signs) {
      const gap = this.gap(at);
      return gap.length <= 8 && gap.split("").every((sign) => " \n*_".indexOf(sign) >= 0 || (signs || "").indexOf(sign) >= 0);
    }
    // Where the capitalised words end that begin at a position.
    run(/** @type {number} */ at) {
      let end = at;
      while (end < this.all.length && end - at < LONGEST_NAME && this.isCapital(end) && (end === at || this.joined(end - 1, ""))) end += 1;
      return end;
    }
    said(/** @type {number} */ from, /** @type {number} */ to) { return this.text.slice(this.all[from].start, this.all[to].end).replace(/\s+/g, " "); }
    mayBeNamed(/** @type {number} */ from, /** @type {number} */ end) {
      for (let at = from; at < end; at += 1) if (this.is(at, "not_persons")) return true;
      const year = this.all[end] && /^(?:1[89]|20|21)\d\d[a-z]?$/.test(this.all[end].text) && /^[\s(.,]*$/.test(this.gap(end - 1));
      return !!year || this.isKnown(form.folded(this.said(from, end - 1)));
    }
    plain(/** @type {number} */ from, /** @type {number} */ end) {
      for (let at = from; at < end; at += 1) if (this.is(at, "stop")) return false;
      return this.all[from].text !== "I";
    }
  }

  const CLOSED = /[.,!?\u2026]{0,3}["\u201d\u00bb\u201c\u201e\u201f\u203a][.,!?\u2026;*_]{0,3}[\s*_\u2013\u2014-]{0,4}$/;
  const NAME_AFTER = /["\u201d\u00bb\u201c]\s{0,4}(?:[>\s]{0,8}[-\u2013\u2014\u2015~]{1,3}|[(\[])[\s*_]{0,4}$/;

  // The end of a person's name that begins at a position, or the position itself.
  function nameAt(/** @type {Words} */ words, /** @type {number} */ at) {
    if (words.is(at, "titles") && words.isCapital(at) && words.joined(at, ".") && words.isCapital(at + 1) && !words.is(at + 1, "titles")) {
      const end = words.run(at + 1);
      return end - at <= LONGEST_NAME && words.plain(at + 1, end) && !words.mayBeNamed(at + 1, end) ? end : at;
    }
    if (!words.isCapital(at)) return at;
    const end = words.run(at);
    if (words.mayBeNamed(at, end) || end - at > 4) return at;
    const given = words.is(at, "given_names");
    const certain = given || words.is(at, "names_that_are_words");
    if (given && end - at > 1) return end;
    const gap = at ? words.text.slice(Math.max(words.all[at - 1].end, words.all[at].start - 24), words.all[at].start) : words.text.slice(0, words.all[at].start);
    if (!words.plain(at, end)) return at;
    if (NAME_AFTER.test(gap)) return end;
    if (at > 1 && words.is(at - 1, "says") && words.joined(at - 1, "") && CLOSED.test(words.gap(at - 2))) return end;
    if (end < words.all.length && words.is(end, "says") && words.joined(end - 1, "") && (certain || end - at > 1)) return end;
    if (given && words.is(end, "does") && words.joined(end - 1, "") && !(at && words.joined(at - 1, "") && ((words.isCapital(at - 1) && !words.is(at - 1, "openers")) || words.is(at - 1, "one") || words.is(at - 1, "near")))) return end;
    if (at && words.is(at - 1, "naming") && words.joined(at - 1, '"\u201c') && certain) return end;
    for (let size = 1; size < 4 && size <= at; size += 1) {
      const phrase = [];
      for (let back = size; back; back -= 1) phrase.push(words.small(at - back));
      if (words.according.indexOf(phrase.join(" ")) >= 0 && (certain || end - at > 1)) return end;
    }
    return at;
  }

  function names(/** @type {Words} */ words) {
    /** @type {Found[]} */
    const found = [];
    for (let at = 0; at < words.all.length; ) {
      const end = nameAt(words, at);
      if (end > at) found.push({ rule: "personal-name", said: words.said(at, end - 1) });
      at = Math.max(end, at + 1);
    }
    return found;
  }

  function houses(/** @type {Words} */ words) {
    /** @type {Found[]} */
    const found = [];
    words.all.forEach((word, at) => {
      if (!/^[1-9]\d{0,4}[A-Za-z]?$/.test(word.text)) return;
      const isYear = /^(?:1[89]|20)\d\d$/.test(word.text);
      for (let on = at + 1; on <= at + REACH && words.joined(on - 1, ",#\u00b0\u00ba."); on += 1) {
        if (words.is(on, "streets") && !isYear) return void found.push({ rule: "street-address", said: words.said(at, Math.max(on, words.run(on) - 1)) });
        if (!words.isCapital(on)) break;
      }
      for (let on = at - 1; on >= 0 && on >= at - 1 - REACH && words.joined(on, ",#\u00b0\u00ba."); on -= 1) {
        if (words.is(on, "streets") && on + 1 < at) return void found.push({ rule: "street-address", said: words.said(on, at) });
      }
    });
    return found;
  }

  function meetings(/** @type {Words} */ words) {
    /** @type {Found[]} */
    const found = [];
    let until = -1;
    words.all.forEach((_, at) => {
      if (at <= until || !words.is(at, "meets")) return;
      for (let on = Math.max(0, at - NEAR); on < Math.min(words.all.length, at + NEAR); on += 1) {
        if (/[.!?]\s|\n\s*\n/.test(words.text.slice(words.all[Math.min(at, on)].end, words.all[Math.max(at, on)].start))) continue;
        const again = words.is(on, "weekday") && (/days$/.test(words.all[on].text) || [1, 2, 3].some((back) => words.is(on - back, "every")));
        const near = [1, 2, 3, 4];
        const spot = words.is(on, "beside") && near.some((off) => words.is(on + off, "spots")) && near.some((off) => words.is(on + off, "one"));
        if ((!again && !spot) || Math.min(at, on) <= until) continue;
        const last = spot ? on + ([1, 2, 3, 4].filter((off) => words.is(on + off, "spots"))[0] || 0) : on;
        until = Math.max(at, last);
        found.push({ rule: "meeting-place", said: words.said(Math.min(at, on), until) });
        return;
      }
    });
    return found;
  }

  // All that is to be looked at again in a text: whom it could lead to, and signs that no record may hold.
  form.look = (text, watch, isKnown) => {
    const some = text.slice(0, MOST);
    const words = new Words(watch, some, isKnown);
    const told = byForm(watch, some).concat(names(words), houses(words), meetings(words));
    const made = told.map((one) => ({ rule: one.rule, said: one.said, message: watch.said[one.rule][0], fix: watch.said[one.rule][1] }));
    watch.forbidden.forEach((one) => {
      matches(one, some).forEach((match) => { made.push({ rule: "forbidden", said: match[0], message: one.said[0], fix: one.said[1] }); });
    });
    /** @type {Record<string, boolean>} */
    const seen = {};
    return made.filter((one) => {
      const key = one.rule + "\n" + one.said;
      const isNew = !seen[key];
      seen[key] = true;
      return isNew;
    }).map((one) => one.message.replace("{}", "\u201c" + one.said + "\u201d") + ". " + one.fix + ".");
  };
})();
