import { own } from '../json';
import type { ResourceCondition, ResourceState } from './fact';

/** Property that names an engine's version, and what of the version is its major part. */
export interface VersionGrammar {
  readonly property: string;
  /** Numbers of a version that make its major version: of `8.0.39` two, of `15.4` one. */
  majorParts(engine: string, numbers: readonly number[]): number;
}

/**
 * Versions of RDS. What a major version is differs by engine: of MySQL, MariaDB and Db2 the first two numbers, of PostgreSQL
 * the first since version 10, of Oracle and SQL Server the first.
 *
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/MySQL.Concepts.VersionMgmt.html
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/MariaDB.Concepts.VersionMgmt.html
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/PostgreSQL.Concepts.General.DBVersions.html
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/AuroraMySQL.Updates.Versions.html
 */
export const RDS_VERSIONS: VersionGrammar = {
  property: 'EngineVersion',
  majorParts: (engine, [first = 0]) => {
    if (/mysql|mariadb|^db2/.test(engine)) return 2;
    return /postgres/.test(engine) && first < 10 ? 2 : 1;
  },
};

/** Versions of an engine of which nothing but their order counts. */
export function versionsIn(property: string): VersionGrammar {
  return { property, majorParts: () => 1 };
}

interface Move {
  readonly engine: string;
  readonly before: readonly number[];
  readonly after: readonly number[];
}

/**
 * The numbers of a version, the weightiest first, whatever stands between them: `8.0.mysql_aurora.3.05.2` is Aurora's 3.5.2
 * of MySQL 8.0, `19.0.0.0.ru-2024-01.rur-2024-01.r1` Oracle's of January 2024, `6.x` any of 6. Custom engine versions end in
 * a name that somebody chose.
 */
function numbersOf(engine: string, version: string): number[] {
  const told = engine.startsWith('custom-') ? (/^[\d.]*/.exec(version)?.[0] ?? '') : version;
  return (told.match(/\d+/g) ?? []).map(Number);
}

/** The versions before and after, where both are given as texts; else undefined. */
function moveOf({ property }: VersionGrammar, then: ResourceState, now: ResourceState): Move | undefined {
  const [before, after] = [own(then.properties, property), own(now.properties, property)];
  if (typeof before !== 'string' || typeof after !== 'string') return undefined;
  const [engine, formerly] = [now, then].map(({ properties }) => String(own(properties, 'Engine') ?? ''));
  // Another engine has other versions.
  if (engine === undefined || engine !== formerly) return undefined;
  return { engine, before: numbersOf(engine, before), after: numbersOf(engine, after) };
}

/** The version goes back to an earlier one. */
export function goesBack(grammar: VersionGrammar): ResourceCondition {
  return {
    looksAt: 'resource',
    says: `${grammar.property} goes back`,
    holds: (then, now) => {
      const move = moveOf(grammar, then, now);
      return move !== undefined && isOlder(move.after, move.before);
    },
  };
}

/** The version enters a later major version without `AllowMajorVersionUpgrade`. */
export function entersMajor(grammar: VersionGrammar): ResourceCondition {
  return {
    looksAt: 'resource',
    says: `${grammar.property} enters a major version without AllowMajorVersionUpgrade`,
    holds: (then, now) => {
      const move = moveOf(grammar, then, now);
      if (move === undefined || String(own(now.properties, 'AllowMajorVersionUpgrade')) === 'true') return false;
      const [from, to] = [move.before, move.after].map((numbers) =>
        numbers.slice(0, grammar.majorParts(move.engine, numbers)),
      );
      return from !== undefined && to !== undefined && isOlder(from, to);
    },
  };
}

/** The version moves by more than one step of its second number, on or back. */
export function skipsMinor(property: string): ResourceCondition {
  return {
    looksAt: 'resource',
    says: `${property} moves by more than one minor version`,
    holds: (then, now) => {
      const { before = [], after = [] } = moveOf(versionsIn(property), then, now) ?? {};
      const [[major, minor], [newMajor, newMinor]] = [before, after];
      if (minor === undefined || newMinor === undefined) return false;
      return major !== newMajor || Math.abs(newMinor - minor) > 1;
    },
  };
}

/** The version crosses from one major version to another elsewhere than at a bridge: `2.11` to `3.0`. */
export function crossesMajorBeside(property: string, bridge: readonly [number, number]): ResourceCondition {
  const isBridge = ([major, minor]: readonly number[]) => major === bridge[0] && minor === bridge[1];
  return {
    looksAt: 'resource',
    says: `${property} crosses to another major version beside ${bridge.join('.')}`,
    holds: (then, now) => {
      const { before = [], after = [] } = moveOf(versionsIn(property), then, now) ?? {};
      return before[0] !== after[0] && !isBridge(before) && !isBridge(after);
    },
  };
}

/** The version skips at least one value of its second number. */
export function skipsMajor(property: string): ResourceCondition {
  return {
    looksAt: 'resource',
    says: `${property} skips a major version`,
    holds: (then, now) => {
      const { before = [], after = [] } = moveOf(versionsIn(property), then, now) ?? {};
      const [[product, major], [newProduct, newMajor]] = [before, after];
      return major !== undefined && newMajor !== undefined && product === newProduct && newMajor > major + 1;
    },
  };
}

/** Kafka's metadata move: into KRaft elsewhere than within 3.9, or out of it. */
export function movesMetadata(property: string): ResourceCondition {
  return {
    looksAt: 'resource',
    says: `${property} enters KRaft elsewhere than within 3.9, or leaves it`,
    holds: (then, now) => {
      const [before, after] = [then, now].map(({ properties }) => own(properties, property));
      if (typeof before !== 'string' || typeof after !== 'string') return false;
      const [was, is] = [before, after].map((version) => version.endsWith('.kraft'));
      return was !== is && (was === true || ![before, after].every((version) => version.startsWith('3.9.')));
    },
  };
}

/**
 * Versions that a search domain may be upgraded to, by the first numbers of where it is; `E` is Elasticsearch, `O` OpenSearch.
 *
 * @see https://docs.aws.amazon.com/opensearch-service/latest/developerguide/version-migration.html
 */
const SEARCH_PATHS: readonly (readonly [from: RegExp, to: RegExp])[] = [
  [/^E5\./, /^E5\./],
  [/^E5\.6$/, /^E6\./],
  [/^E6\./, /^E6\./],
  [/^E6\.8$/, /^(?:E7|O1)\./],
  [/^E7\./, /^(?:E7|O1)\./],
  [/^O1\./, /^O1\./],
  [/^O1\.3$/, /^O2\./],
  [/^O2\./, /^O2\./],
  [/^O2\.19$/, /^O3\./],
  [/^O3\./, /^O3\./],
];

/** A search domain's version goes where no upgrade path leads. */
export function leavesSearchPaths(property: string): ResourceCondition {
  return {
    looksAt: 'resource',
    says: `${property} goes where no upgrade path leads`,
    holds: (then, now) => {
      const [before, after] = [then, now].map(({ properties }) => {
        const [, engine, version] = /^(E|O)[A-Za-z]*_([\d.]+)$/.exec(String(own(properties, property))) ?? [];
        return version === undefined ? undefined : `${engine}${version}`;
      });
      if (before === undefined || after === undefined || before === after) return false;
      if (before[0] === after[0] && isOlder(numbersOf('', after), numbersOf('', before))) return true;
      return !SEARCH_PATHS.some(([from, to]) => from.test(before) && to.test(after));
    },
  };
}

/** Whether the first numbers in which two versions differ say so; a version that says less than the other is neither. */
function isOlder(one: readonly number[], other: readonly number[]): boolean {
  const different = one.findIndex((part, index) => part !== other[index]);
  const [left, right] = [one[different], other[different]];
  return left !== undefined && right !== undefined && left < right;
}
