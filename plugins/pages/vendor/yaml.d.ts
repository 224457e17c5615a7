/** What the pages use of `yaml`. */
export interface Problem { message: string; linePos?: { line: number; col: number }[] }
export interface Document {
  errors: Problem[];
  contents: unknown;
  toJS(): unknown;
  getIn(path: (string | number)[]): unknown;
  setIn(path: (string | number)[], value: unknown): void;
  deleteIn(path: (string | number)[]): boolean;
  createNode(value: unknown, options?: { flow?: boolean }): unknown;
  toString(options?: { lineWidth?: number; flowCollectionPadding?: boolean }): string;
}
export function parseDocument(text: string): Document;
