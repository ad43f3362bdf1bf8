/*
 * What the scripts of the site share, for whoever reads them and for `make lint`, which holds them to it. They are plain scripts, not modules, since a
 * browser loads no module from a folder. So each puts what others need into one of three objects: hgBase (every page), hgSearch (the search, filled
 * when somebody first searches) and hgExplore (Explore, my list and comparing). Members are grouped by the file that gives them.
 */

type Inside = Node | string;

/** held.js: what a copy of the library holds, and the words of check-copy.js, which asks for it. */
interface Held {
  library: string;
  /** In which days are written, such as en-GB. */
  language: string;
  /** 0 where it is of no edition that was closed. */
  number: number;
  /** As 2026-11-21. */
  date: string;
  /** The title and the digest of each record, by its address. */
  records: Record<string, [string, string]>;
  said: Record<string, string>;
}

/** base.js, on every page. */
interface HgBase {
  /** The top folder of the site. */
  readonly root: URL;
  /** An element of a class, or of several, with what is in it. Text goes in as text. */
  make<Tag extends keyof HTMLElementTagNameMap>(tag: Tag, name?: string, ...inside: Inside[]): HTMLElementTagNameMap[Tag];
  /** Loads a script or a style sheet, named from the root. It is there when the promise is kept. */
  add(name: string): Promise<void>;

  // pieces.js, with Explore, my list, comparing and the search
  /** The most characters that are searched for. */
  LONGEST: number;
  button(text: string, act: () => unknown, name?: string): HTMLButtonElement;
  /** A sentence with its `%n`, `%w` and so on filled in. */
  fill(text: string, values: Record<string, string | number>): string;
  /** Without accents, in small letters: as words are compared. */
  folded(text: string): string;
  /** Makes what lies around `spare` inert; gives what was not so before, to be undone. */
  still(parent: Element, spare: Element, made?: HTMLElement[]): HTMLElement[];
  /** How results are known, with a sign for each study; read aloud, the words for what was found stand for the signs. */
  how(text: string, directions: string[]): Inside[];
}

/** What a reader's words mean to the index. */
interface Asked {
  /** What she is told was asked. */
  shown: string;
  words: string[];
  /** The words with those that say nothing alone. */
  all: string[];
  /** What the index is asked, and the same with words that have a hyphen in several, or "". */
  term: string;
  apart: string;
  quoted: boolean;
  /** She asks in a sentence; few pages have all words of a `long` one. */
  sentence: boolean;
  long: boolean;
  /** The last word may be half of one. */
  unfinished: boolean;
  /** Words of a script without spaces. */
  unspaced: boolean;
  /** Signs above and below letters count; `loosely`: and if nothing is found so, they do not. */
  exact: boolean;
  loosely: boolean;
  /** More than `limit` characters were given; characters were left out that cannot be searched for. */
  over: boolean;
  odd: boolean;
  limit: number;
  /** The kind of the page that is called what was asked, once it is found. */
  kind?: string;
}

/** A result of the index: its page is fetched by data(). */
interface Result {
  id: string;
  score: number;
  data(): Promise<ResultPage>;
}
interface ResultPage {
  raw_url: string;
  content: string;
  excerpt: string;
  /** Where in `content`, counted in words, something was matched. */
  locations?: number[];
  /** title, kind, place, by, called, also, heard, theme, evidence: what a page has of them. */
  meta: Record<string, string>;
}
interface Pagefind {
  options(chosen: object): Promise<unknown>;
  search(text: string): Promise<{ results: Result[] }>;
}
/** Pagefind's own module, as it is imported. */
interface PagefindModule extends Pagefind {
  parts: number;
  init(): Promise<unknown>;
  createInstance(options: object): Pagefind;
}

/** [name, address, other names] of what may be meant. */
type Named = [name: string, address: string, also: string[]];
/** A word of a text, and whether it is one of the reader's. */
type Compared = [word: string, own: boolean];
interface Found {
  found: Result[];
  pages: ResultPage[];
  /** Words that no page has. */
  strays: string[];
}
interface Near {
  /** All pages in one list, where few have all words of a long sentence. */
  mixed: ResultPage[];
  /** Pages with some of the words. */
  partly: ResultPage[];
  /** Pages with the first of the words that are near, where nothing else was found. */
  like: ResultPage[];
  /** Words, and on how many pages each is. */
  words: [word: string, count: number][];
  meant: { name: string; address: string }[];
}
/** A form of pushback: its name, its address, and how people hear it. */
type HeardForm = [name: string, address: string, sentences: string[]];
/** What stands under a value, as search-held.js has it: by address how many cases, the choice in Explore, and the first of `cases`. */
interface Held {
  cases: [title: string, address: string, place: string][];
  at: Record<string, [n: number, explore: string, first: number[]]>;
}
/** What stands above all results: a page, the sentence of a form if a reader wrote one, and its cases if it has any. */
interface Pin {
  page: ResultPage;
  quote: string;
  cases: { n: number; explore: string; rows: Held["cases"] } | null;
}
/** A field with its results. */
interface SearchPanel {
  whole: HTMLElement;
  input: HTMLInputElement;
  ask(text: string, how?: { now?: boolean }): void;
}

/** The sentences of templates/scripts/search-words.js.jinja, and the rules of the library's language. */
type SearchWords = Sentences & {
  directions: string[];
  kinds: string[];
  links: [text: string, address: string][];
  spellings: string[];
  swaps: string[];
  stems: boolean;
  /** Words of another language that say nothing alone. */
  particles: string;
  /** By theme, the sign that stands for it. */
  signs: Record<string, string>;
  /** Whether there are forms of pushback. */
  forms: boolean;
};

interface HgSearch {
  // base.js
  readonly root: URL;
  said: SearchWords;
  load(): Promise<void>;
  /** Called by search-words.js. */
  words(said: SearchWords): void;

  // search-query.js
  idle: Set<string>;
  unspaced: RegExp;
  prepare(): void;
  /** A word with marks where the index cuts it, and a text without them. */
  cut(word: string): string;
  uncut(text: string): string;
  halves(word: string): string[];
  understand(given: string): Asked;
  /** The same question with these words alone. */
  only(asked: Asked, words: string[]): Asked;
  calledBy(names: (string | undefined)[], words: string[]): string | undefined;
  unbegun(words: string[], pages: ResultPage[]): string[];
  matches(pages: ResultPage[]): string[];
  asWritten(asked: Asked, pages: ResultPage[]): ResultPage[];
  isNamed(asked: Asked, meta: Record<string, string>): number;
  named(asked: Asked, pages: ResultPage[]): ResultPage[];
  compared(text: string, words: string[]): Compared[];
  heardAs(heard: string | undefined, words: string[]): { best: Compared[]; count: number };

  // search-ask.js
  /** Results whose pages are fetched at once; fewer than FEW are few. */
  STEP: number;
  FEW: number;
  /** Whether the index has answered once. */
  loaded?: boolean;
  engine(): Promise<Pagefind>;
  read(results: Result[]): Promise<ResultPage[]>;
  seek(asked: Asked, most?: number): Promise<Found>;
  alone(asked: Asked, word: string): Promise<Result[]>;
  count(word: string): Promise<number>;
  unfinished(asked: Asked): Promise<(Found & { asked: Asked }) | null>;
  /** Sentences that say which words no page has. */
  absent(lost: string[]): string[];
  /** What stands above all results. */
  pinned(asked: Asked, pages: ResultPage[]): Promise<Pin | null>;
  /** Has search-near.js come. */
  beside(): Promise<void>;
  partly(asked: Asked, lost: string[]): Promise<Result[]>;

  // search-pin.js
  pin(asked: Asked, named: ResultPage[]): Promise<Pin | null>;
  /** The form that people meet in such words. */
  spoken(asked: Asked, forms: HeardForm[]): { name: string; address: string; sentence: string } | null;
  /** Called by search-heard.js and search-held.js. */
  heard(rows: HeardForm[]): void;
  held(given: Held): void;

  // search-near.js
  /** Words that no page has, and how pages write the same. */
  otherwise(lost: string[]): Promise<Map<string, string[]>>;
  /** The words that begin with a letter, with the number of pages that have each; `spelt` is called by their file. */
  spelling(letter: string): Promise<Record<string, number>>;
  spelt(letter: string, words: Record<string, number>): void;
  some(asked: Asked, strays: string[]): Promise<Result[]>;
  near(given: { asked: Asked; found: Result[]; strays: string[]; names: () => Promise<Named[]> }): Promise<Near>;

  // search.js
  /** Called by search-names.js. */
  names(rows: Named[]): void;
  /** Over the page. */
  open(text: string): void;
  /** In the page of the search. */
  settle(box: Element): void;
  settled?: SearchPanel;
}

/** What a reader chose: by facet, words, order, whether papers and programmes too, her list, and how many results are shown. */
interface State {
  chosen: Map<string, Set<string>>;
  q: string;
  sort: string;
  all: boolean;
  list: string[];
  show: number;
}
type ToldState = State & { told?: string };

interface Facet {
  key: string;
  name: string;
  /** Where the pages of its values lie. */
  folder: string;
  values: string[];
  labels: string[];
  /** The rising numbers of the records that have each value. */
  holders: Uint32Array[];
  /** At which place a value stands. */
  at: Map<string, number>;
}
interface Library {
  facets: Facet[];
  byKey: Map<string, Facet>;
  /** The numbers of cases, papers and programmes. */
  kinds: Uint32Array[];
  total: number;
  /** All numbers, by title, and those first that were checked last. */
  titles: number[];
  checked: number[];
  /** How many cards one file has. */
  piece: number;
}
/** As explore-data.js hands it over: numbers are packed, labels may stand in the words. */
interface PackedLibrary {
  facets: (Omit<Facet, "holders" | "at" | "name"> & { holders: string[] })[];
  kinds: string[];
  total: number;
  titles: number[];
  checked: number[];
  piece: number;
}
interface Counted {
  /** A bit for each record that matches. */
  matches: Uint32Array;
  /** By facet, how many results each value would have. */
  counts: Map<string, number[]>;
  /** How many cases, papers and programmes match, and all of them. */
  kinds: number[];
  size: number;
}
/** What the card of a record shows. */
interface Card {
  [part: string]: string;
}
/** The sentences of templates/scripts/explore-words.js.jinja; some are in tables. */
type Sentences = Record<string, any>;
interface ListRead {
  list: string[];
  ignored: string[];
}

interface HgExplore {
  // explore-state.js
  readonly STEP: number;
  /** How many records a list holds at most. */
  readonly MOST_LISTED: number;
  said: Sentences;
  library: Library;
  /** By address, the number of each record; by the index's name for a page, too. */
  numbers: Map<string, number>;
  places?: Map<string, number>;
  piece: number;
  /** Called by explore-words.js, explore-addresses.js, pagefind/explore.js and explore-data.js. */
  words(said: Sentences): void;
  addresses(given: { all: string[]; piece: number }): void;
  found(ids: string[]): void;
  data(given: PackedLibrary): void;
  start(): State;
  read(fragment: string, library: Library): { state: State; ignored: string[] };
  readList(text: string): ListRead;
  write(state: State, library: Library): string;
  asked(text: string): string;
  choose(state: State, key: string, value: string, on: boolean): State;
  chooseAll(state: State, key: string, values: string[]): State;
  /** A name as a tab says it that shall say little. */
  shortly(text: string): string;
  /** Some texts as one, short enough to be said. */
  some(texts: string[], said: Sentences): string;
  count(library: Library, state: State, found: number[] | null): Counted;
  order(library: Library, state: State, matches: Uint32Array, found: number[] | null, most: number): number[];

  // explore-cards.js
  /** Whether the page without script is shown. */
  plain(shown: boolean): void;
  button(text: string, act: () => unknown, name?: string): HTMLButtonElement;
  /** For a page of a list: whether words and addresses have come. If not, the page without script is shown. */
  begun(): Promise<boolean>;
  /** Called by a file of cards. */
  cards(number: number, rows: string[][]): void;
  /** The cards of these records: at once where they are here. */
  rows(numbers: number[], size: number): Card[] | Promise<Card[]>;
  link(row: Card): HTMLAnchorElement;
  /** The address of the page that has these records in full. */
  setOf(addresses: string[]): string;
  /** What the signs on cards mean. */
  key(): HTMLParagraphElement;
  card(row: Card, heading: "h2" | "h3"): HTMLLIElement;

  // explore-facets.js
  panel(library: Library, ticked: (facet: Facet, value: string, on: boolean) => void, several: (facet: Facet, values: string[]) => void): {
    element: HTMLElement;
    update(state: State, counted: Counted, ground: Counted): void;
  };

  // explore-sheet.js
  sheet(facets: Element, side: Element, toResults: () => void): { open(opener: HTMLElement): void; say(words: string, count: string): void };
  /** The numbers of the records that have these words, and what had to be left out. */
  find(text: string): Sought | Promise<Sought>;

  // set.js
  set: Sentences;
  /** Called by set-words.js. */
  taking(said: Sentences): void;
  /** Called by a file of data: of each record its kind, its cells in the table of that kind, and all that is told of it. */
  recorded(number: number, rows: [kind: string, cells: string[], whole: object][]): void;

  // set-texts.js
  /** The full texts, each a part of a document, and the sources at its end; which of them came, by their numbers, and what did not. */
  texts(addresses: string[], told: (done: number) => void): Promise<{ parts: HTMLElement[]; came: number[]; lost: string[] }>;

  // compare.js
  /** Called by the file of a case. */
  compared(address: string, one: Sentences): void;
}
interface Sought {
  numbers: number[];
  told: string;
}

interface Window {
  hgHeld(held: Held): void;
  hgBase: HgBase;
  hgSearch: HgSearch;
  hgExplore: HgExplore;
  /** pagefind-loader.js: the index, loaded once, over http and from a folder alike. */
  hgPagefind(root: URL): Promise<Pagefind>;
  /** Called by the twin of a file of the index. */
  hgPiece(name: string, text: string): void;
}
