/* What the scripts of the form share (templates/form/). Each adds its members to hgForm; whoever reads them finds here what they hold. */

/** A text, a list, or a group of keys, as a record has them; `true` where a field holds a yes. */
type Value = string | true | boolean | Value[] | { [name: string]: Value };
interface Tree {
  [name: string]: Value;
}

/** One field as the form asks for it: made by generator/pages/form_shape.py. */
interface Question {
  name: string;
  holds: string;
  label: string;
  hint?: string;
  required?: boolean;
  first?: boolean;
  most?: number;
  words?: number;
  look?: string;
  like?: string;
  choices?: string[][];
  listed?: string;
  part?: string;
}
/** Something to look at again, and where. */
interface Again {
  text: string;
  to: HTMLElement;
}
interface Control {
  node: HTMLElement;
  read(): Value;
  again(): Again[];
  /** Makes it anew where what can be chosen depends on other answers. */
  fresh?(): void;
}

/** A pattern to look for; what must not stand before it is apart. */
interface Look {
  rule?: string;
  source: string;
  flags: string;
  before?: string[];
  said?: string[];
}
/** What is watched for: made by generator/pages/form_watch.py. */
interface Watch {
  looks: (Look & { rule: string })[];
  forbidden: (Look & { said: string[] })[];
  reserved: Look;
  years: Look;
  digits: number[];
  said: Record<string, string[]>;
  marks: Record<string, string>;
  stop: string;
  according: string[];
}
interface Found {
  rule: string;
  said: string;
}

/** All that generator/pages/form.py writes into the page. */
interface FormData_ {
  steps: [string, string, string, string[]][];
  parts: Record<string, Question[]>;
  story: Question;
  items: Record<string, string>;
  lists: Record<string, string[][]>;
  looks: Record<string, string[]>;
  watch: Watch;
  say: Record<string, string>;
}

interface Maker {
  data: FormData_;
  say: Record<string, string>;
  changed(): void;
  own: Record<string, () => string[][]>;
  stepOf: Record<string, string>;
  control(question: Question, value: Value | undefined): Control;
  label(question: Question): string;
  group(part: string, value: Tree): { node: HTMLElement; read(): Tree; fresh(): void; again(): Again[] };
}
interface Repeated {
  node: HTMLElement;
  items(): { key: string; read(): Tree }[];
  fresh(): void;
  again(): Again[];
}

interface HgForm {
  // base.js
  make<Tag extends keyof HTMLElementTagNameMap>(tag: Tag, attributes?: Record<string, string | boolean>, inside?: (Node | string)[]): HTMLElementTagNameMap[Tag];
  button(text: string, act: () => unknown, name?: string): HTMLButtonElement;
  /** A sentence with its `%n`, `%w` and so on filled in. */
  fill(text: string, values: Record<string, string | number>): string;
  folded(text: string): string;
  id(): string;

  // text.js and reading.js
  clean(text: string): string;
  addressed(lessons: Tree[]): Tree[];
  write(record: Tree, story: string): string;
  read(text: string): { record: Tree; story: string };
  /** No larger file is opened. */
  MOST: number;

  // watch.js
  look(text: string, watch: Watch, isKnown: (name: string) => boolean): string[];

  // choose.js, repeated.js, fields.js
  several(asked: string, choices: string[][], say: Record<string, string>, chosen: string[], changed: () => void): { node: HTMLElement; read(): string[] };
  one(asked: string, choices: string[][], say: Record<string, string>, chosen: string, changed: () => void, describe?: string): { node: HTMLElement; input: HTMLSelectElement; read(): string };
  repeated(maker: Maker, question: Question, values: { key: string; value: Tree }[], stem: string | null): Repeated;
  Maker: new (data: FormData_, changed: () => void) => Maker;
  isSome(value: Value | undefined): boolean;
}

interface Window {
  hgForm: HgForm;
}
