/** A request as Cloudflare's fields show it. */
export type Request = Readonly<Record<string, string | number>>;
type Operand = string | number | readonly (string | number)[];
type Evaluate = (request: Request) => Operand | boolean;

export interface Expression {
  /** Fields that it looks at. */
  readonly fields: ReadonlySet<string>;
  matches(request: Request): boolean;
}

const TOKEN = /\s*(?:"((?:[^"\\]|\\.)*)"|(\d+)|([a-z_][\w.]*)|([(){},]))/y;
type Token = { readonly kind: "text" | "number" | "word" | "mark"; readonly value: string };

function tokensOf(source: string): Token[] {
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < source.trimEnd().length) {
    const at = TOKEN.lastIndex;
    const [, text, number, word, mark] = TOKEN.exec(source) ?? [];
    if (text !== undefined) tokens.push({ kind: "text", value: text });
    else if (number !== undefined) tokens.push({ kind: "number", value: number });
    else if (word !== undefined) tokens.push({ kind: "word", value: word });
    else if (mark !== undefined) tokens.push({ kind: "mark", value: mark });
    else throw new Error(`not the rules language: ${source.slice(at)}`);
  }
  return tokens;
}

const FUNCTIONS: Readonly<Record<string, (...args: string[]) => string | boolean>> = {
  lower: (text = "") => text.toLowerCase(),
  starts_with: (text = "", prefix = "") => text.startsWith(prefix),
  ends_with: (text = "", suffix = "") => text.endsWith(suffix),
};

const OPERATORS: Readonly<Record<string, (left: Operand, right: Operand) => boolean>> = {
  eq: (left, right) => left === right,
  ne: (left, right) => left !== right,
  contains: (left, right) => String(left).includes(String(right)),
  in: (left, right) => (right as readonly Operand[]).includes(left),
};

/** The part of Cloudflare's rules language that every plan has; anything else is an error. */
class Parser {
  readonly fields = new Set<string>();
  private readonly tokens: Token[];

  constructor(private readonly source: string) {
    this.tokens = tokensOf(source);
  }

  whole(): Evaluate {
    const value = this.any();
    if (this.tokens.length > 0) throw this.unexpected();
    return value;
  }

  private any(): Evaluate {
    let left = this.all();
    while (this.took("or"))
      left = (
        (a, b) => (request) =>
          a(request) === true || b(request) === true
      )(left, this.all());
    return left;
  }

  private all(): Evaluate {
    let left = this.one();
    while (this.took("and"))
      left = (
        (a, b) => (request) =>
          a(request) === true && b(request) === true
      )(left, this.one());
    return left;
  }

  private one(): Evaluate {
    if (this.took("not"))
      return (
        (value) => (request) =>
          value(request) !== true
      )(this.one());
    if (this.took("(")) {
      const inner = this.any();
      this.expect(")");
      return inner;
    }
    const left = this.operand();
    const operator = OPERATORS[this.tokens[0]?.value ?? ""];
    if (operator === undefined) return left;
    this.tokens.shift();
    const right = this.operand();
    return (request) => operator(left(request) as Operand, right(request) as Operand);
  }

  private operand(): Evaluate {
    const token = this.tokens.shift();
    if (token?.kind === "text") return () => token.value;
    if (token?.kind === "number") return () => Number(token.value);
    if (token?.value === "{") return this.set();
    if (token?.kind !== "word") throw this.unexpected();
    const call = FUNCTIONS[token.value];
    return call === undefined ? this.field(token.value) : this.call(call);
  }

  private set(): Evaluate {
    const members: (string | number)[] = [];
    while (!this.took("}")) members.push(this.operand()({}) as string | number);
    return () => members;
  }

  private call(call: (...args: string[]) => string | boolean): Evaluate {
    this.expect("(");
    const args: Evaluate[] = [];
    do args.push(this.operand());
    while (this.took(","));
    this.expect(")");
    return (request) => call(...args.map((arg) => String(arg(request))));
  }

  private field(name: string): Evaluate {
    this.fields.add(name);
    return (request) => {
      const value = request[name];
      if (value === undefined) throw new Error(`the test's request has no ${name}`);
      return value;
    };
  }

  private took(value: string): boolean {
    const found = this.tokens[0]?.kind !== "text" && this.tokens[0]?.value === value;
    if (found) this.tokens.shift();
    return found;
  }

  private expect(value: string): void {
    if (!this.took(value)) throw this.unexpected();
  }

  private unexpected(): Error {
    return new Error(`not the rules language, at ${this.tokens[0]?.value ?? "the end"}: ${this.source}`);
  }
}

/** @throws Error for what is not the rules language of every plan, such as `matches` */
export function parse(source: string): Expression {
  const parser = new Parser(source);
  const evaluate = parser.whole();
  return { fields: parser.fields, matches: (request) => evaluate(request) === true };
}

/** A GET for a path of a host, in the fields that rules may look at. */
export function get(host: string, path = "/", fields: Request = {}): Request {
  return {
    "http.host": host,
    "http.request.uri.path": path,
    "http.request.method": "GET",
    "cf.edge.server_port": 443,
    ...fields,
  };
}
