/**
 * The rules of docs/design.md that a machine can see, as a plugin of `deno lint`: which way imports point, where each
 * package is imported, and who may name files, read the environment, print and exit. They hold for main.ts and src/;
 * tests, benches, the build and the demo may import everything.
 *
 * @module
 */
import { posix } from "node:path";
import { ADAPTERS, CARRIED, DOORS, type Gate, GATES, LAYERS, PACKAGES } from "./places.ts";

const slashes = (path: string) => path.replaceAll("\\", "/");

/** The checkout, with a `/` at its end. */
const CHECKOUT = posix.join(slashes(import.meta.dirname!), "../../");

/** Path of a file below the checkout, with `/`; null when the rules do not speak of it. */
function placeOf(filename: string): string | null {
  const path = slashes(filename);
  if (!path.toLowerCase().startsWith(CHECKOUT.toLowerCase())) return null;
  const place = path.slice(CHECKOUT.length);
  return place === "main.ts" || place.startsWith("src/") ? place : null;
}

/** The folder of src/ a file belongs to, or the name of a file that lies there alone: `store`, `errors`, `main`. */
function partOf(place: string): string {
  return place === "main.ts" ? "main" : place.split("/")[1].replace(/\.ts$/, "");
}

function isIn(place: string, places: readonly string[]): boolean {
  return places.some((allowed) => allowed.endsWith("/") ? place.startsWith(allowed) : place === allowed);
}

interface Import {
  readonly node: Deno.lint.Node;
  readonly specifier: string;
  readonly typeOnly: boolean;
}

/** Calls `see` for every import and re-export of a file, the dynamic ones and those of types included. */
function eachImport(see: (found: Import) => void): Deno.lint.LintVisitor {
  const look = (node: Deno.lint.Node, source: Deno.lint.Node | null | undefined, typeOnly: boolean) => {
    if (source?.type === "Literal" && typeof source.value === "string") {
      see({ node: source, specifier: source.value, typeOnly });
    } else if (source?.type === "TemplateLiteral" && source.quasis.length === 1) {
      see({ node: source, specifier: source.quasis[0].cooked, typeOnly });
    } else if (node.type === "ImportExpression") see({ node, specifier: "", typeOnly });
  };
  return {
    ImportDeclaration: (node) =>
      look(
        node,
        node.source,
        node.importKind === "type" || node.specifiers.length > 0 &&
            node.specifiers.every((one) => one.type === "ImportSpecifier" && one.importKind === "type"),
      ),
    ExportAllDeclaration: (node) => look(node, node.source, node.exportKind === "type"),
    ExportNamedDeclaration: (node) =>
      look(
        node,
        node.source,
        node.exportKind === "type" || node.specifiers.length > 0 &&
            node.specifiers.every((one) => one.exportKind === "type"),
      ),
    ImportExpression: (node) => look(node, node.source, false),
    TSImportType: ({ argument }) =>
      look(argument, argument.type === "TSLiteralType" ? argument.literal : argument, true),
  };
}

const isRelative = (specifier: string) => /^\.{1,2}\//.test(specifier);

/** Why `place` may not import `target`; null when it may. Both are files of src/, or main.ts. */
function wrongDirection(place: string, target: string, typeOnly: boolean): string | null {
  const [from, to] = [partOf(place), partOf(target)];
  if (from === to) return null;
  const rank = (part: string) => LAYERS.findIndex((layer) => layer.includes(part));
  if (rank(from) < 0 || rank(to) < 0) {
    return `${rank(from) < 0 ? from : to} has no layer yet: give it one in tests/lint/places.ts`;
  }
  if (rank(to) === rank(from)) return `${from} and ${to} are on one level and do not import each other`;
  if (rank(to) > rank(from)) return `imports point down: ${to} lies above ${from}`;
  const alone = target === `src/${to}.ts` || target === "main.ts";
  if (!alone && target !== `src/${to}/mod.ts` && !DOORS.includes(target)) {
    return `the door of ${to}/ is its mod.ts`;
  }
  if (from === "jobs" && ADAPTERS.includes(to) && !typeOnly && !DOORS.includes(target)) {
    return `jobs/ knows the port of ${to}/, not its adapters: import types alone`;
  }
  return null;
}

const direction: Deno.lint.Rule = {
  create(context) {
    const place = placeOf(context.filename);
    if (place === null) return {};
    return eachImport(({ node, specifier, typeOnly }) => {
      if (!isRelative(specifier)) return;
      const target = posix.join(posix.dirname(place), specifier);
      if (!target.startsWith("src/") && target !== "main.ts") {
        if (!isIn(target, CARRIED)) {
          context.report({ node, message: `src/ imports nothing from outside itself: ${target}` });
        }
        return;
      }
      const message = wrongDirection(place, target, typeOnly);
      if (message !== null) context.report({ node, message });
    });
  },
};

const packages: Deno.lint.Rule = {
  create(context) {
    const place = placeOf(context.filename);
    if (place === null) return {};
    return eachImport(({ node, specifier }) => {
      if (specifier === "") {
        context.report({ node, message: "name what is imported, so that the build can pack it" });
      }
      if (specifier === "" || isRelative(specifier) || specifier.startsWith("node:")) return;
      const name = specifier.split("/").slice(0, specifier.startsWith("@") ? 2 : 1).join("/");
      const home = PACKAGES[name];
      if (home === undefined) {
        context.report({ node, message: `${name} has no place yet: give it one in tests/lint/places.ts` });
      } else if (!isIn(place, [home])) {
        context.report({ node, message: `${name} is imported in ${home} alone` });
      }
    });
  },
};

/** The name of the property `node` reads of the global `object`: `Deno.env`, `Deno["env"]`, `globalThis.Deno.env`. */
function propertyOf(object: string, node: Deno.lint.MemberExpression): string | null {
  const { object: owner, property } = node;
  const isObject = owner.type === "Identifier" && owner.name === object ||
    owner.type === "MemberExpression" && owner.object.type === "Identifier" &&
      owner.object.name === "globalThis" && owner.property.type === "Identifier" &&
      owner.property.name === object;
  if (!isObject) return null;
  if (!node.computed && property.type === "Identifier") return property.name;
  return property.type === "Literal" ? String(property.value) : "";
}

function gateRule(gate: Gate): Deno.lint.Rule {
  const where = gate.places.join(", ");
  return {
    create(context) {
      const place = placeOf(context.filename);
      if (place === null || isIn(place, gate.places)) return {};
      const tell = (node: Deno.lint.Node, found: string) =>
        context.report({ node, message: `${found} ${gate.what}: that is for ${where} alone` });
      return {
        ...eachImport(({ node, specifier, typeOnly }) => {
          if (!typeOnly && gate.modules?.includes(specifier)) tell(node, specifier);
        }),
        MemberExpression(node) {
          const ofDeno = propertyOf("Deno", node);
          if (ofDeno !== null && gate.deno.includes(ofDeno)) tell(node, `Deno.${ofDeno}`);
          const ofProcess = propertyOf("process", node);
          if (ofProcess !== null && gate.process?.includes(ofProcess)) tell(node, `process.${ofProcess}`);
          const ofConsole = gate.console ? propertyOf("console", node) : null;
          if (ofConsole !== null) tell(node, `console.${ofConsole}`);
        },
      };
    },
  };
}

/** Time is read through the one injected clock, so that tests move it by hand. */
const time: Deno.lint.Rule = {
  create(context) {
    const place = placeOf(context.filename);
    if (place === null || place === "src/clock.ts") return {};
    const tell = (node: Deno.lint.Node) =>
      context.report({ node, message: "time comes from src/clock.ts alone" });
    return {
      NewExpression(node) {
        if (node.callee.type === "Identifier" && node.callee.name === "Date" && node.arguments.length === 0) {
          tell(node);
        }
      },
      MemberExpression(node) {
        if (propertyOf("Date", node) === "now" || propertyOf("performance", node) === "now") tell(node);
      },
    };
  },
};

/** `const { env } = Deno` would pass by the gates unseen. */
const whole: Deno.lint.Rule = {
  create(context) {
    if (placeOf(context.filename) === null) return {};
    return {
      VariableDeclarator(node) {
        if (node.init?.type === "Identifier" && ["Deno", "process", "console"].includes(node.init.name)) {
          context.report({ node, message: `write ${node.init.name}.name where it is used` });
        }
      },
    };
  },
};

/** What other modules see says its types itself: a reader of the signature needs no other file. */
const signatures: Deno.lint.Rule = {
  create(context) {
    if (placeOf(context.filename) === null) return {};
    const tell = (node: Deno.lint.Node) =>
      context.report({ node, message: "an exported function states what it returns" });
    return {
      ExportNamedDeclaration({ declaration }) {
        if (declaration?.type === "FunctionDeclaration" && !declaration.returnType) {
          tell(declaration.id ?? declaration);
        }
        if (declaration?.type !== "VariableDeclaration") return;
        for (const { id, init } of declaration.declarations) {
          const isFunction = init?.type === "ArrowFunctionExpression" || init?.type === "FunctionExpression";
          const typed = id.type === "Identifier" && id.typeAnnotation !== undefined;
          if (isFunction && !init.returnType && !typed) tell(id);
        }
      },
      "ExportNamedDeclaration > ClassDeclaration > ClassBody > MethodDefinition"(
        node: Deno.lint.MethodDefinition,
      ) {
        const { accessibility, key, kind, value } = node;
        const hidden = accessibility === "private" || key.type === "PrivateIdentifier";
        if (!hidden && kind === "method" && !value.returnType) tell(key);
      },
    };
  },
};

const plugin: Deno.lint.Plugin = {
  name: "greffier",
  rules: {
    direction,
    packages,
    signatures,
    time,
    whole,
    ...Object.fromEntries(Object.entries(GATES).map(([name, gate]) => [name, gateRule(gate)])),
  },
};

export default plugin;
