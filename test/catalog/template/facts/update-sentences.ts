import { loadAwsServiceSpecSync } from '@aws-cdk/aws-service-spec';
import type { PropertyType, Resource, TypeDefinition } from '@aws-cdk/service-spec-types';

/** Sentence of AWS's documentation, where it stands. */
export interface PlacedSentence {
  readonly type: string;
  /** Path of the property; empty for the type itself. */
  readonly path: string;
  readonly says: string;
}

const CHANGE =
  '(?:chang|updat|modif|edit|alter|revers|revert|undo|undon|disabl|turn(?:ed)? off|downgrad|decreas|reduc|shrink|switch(?:ed)? (?:back|to|from|off)|renam|convert|mov(?:e|ed)|re-?assign|re-?configur|adjust)\\w*';
const NOT =
  "(?:can'?’?t|cannot|can not|can only|not possible|unable|isn'?’?t (?:allowed|possible|supported)|is not (?:allowed|possible|supported|permitted)|aren'?’?t (?:allowed|possible|supported)|are not (?:allowed|possible|supported|permitted)|not (?:be )?(?:allowed|permitted|supported|able)|doesn'?’?t (?:support|allow)|does not (?:support|allow)|do(?:n'?’?t| not) (?:support|allow)|must not|may not|never|won'?’?t be able|will not be able|no longer)";

/** Ways in which a sentence may say what an update does: a wide net, since what it lets through nobody reads. */
const NET: readonly RegExp[] = [
  "update requires|updates? (?:is|are|to \\S+ (?:is|are)) not supported|updates? (?:isn'?’?t|aren'?’?t) supported|interruption|downtime|outage",
  '(?:replac(?:es|ed|ing|ement|e)|re-?creat\\w+|delete[sd]? and (?:re-?creat|creat)\\w*|destroy\\w*)\\b',
  `${NOT}\\b.{0,80}?\\b${CHANGE}`,
  `${CHANGE}\\b.{0,60}?\\b(?:is|are|was) (?:not|never) |${CHANGE}\\b.{0,40}(?:isn't|aren't)`,
  '\\b(?:chang|updat|modif)(?:e|es|ed|ing|ication|ications|ying|y|ies)\\b.{0,120}?\\b(?:requires?|causes?|results? in|forces?|trigger\\w*|interrupt\\w*|restart\\w*|reboot\\w*|delet\\w*|fails?|error)\\b',
  '\\b(?:immutable|irreversibl\\w*|permanent(?:ly)?|one-?way|write-once|create-?only|unchangeable)\\b',
  '\\bonly (?:be )?(?:set|specif\\w+|chang\\w+|updat\\w+|modif\\w+|configur\\w+|enabl\\w+|defin\\w+|provid\\w+|appl\\w+|us\\w+)\\b.{0,40}\\b(?:at|during|when|while|on|upon|if|before)\\b.{0,40}\\b(?:creat|launch|provision|updat|first)',
  `\\b(?:once|after)\\b.{0,40}\\b(?:creat|enabl|set|specif|launch|provision|deploy|start|appl|defin|configur|establish|activ|assign|associat|turn)\\w*\\b.{0,80}\\b(?:${CHANGE}|remov\\w*|delet\\w*|${NOT})`,
  '\\bat (?:the )?(?:time of )?creation\\b|\\bcreation time\\b|\\bduring (?:\\w+ )?creation\\b|\\bon creation\\b',
  '\\bmust (?:first )?(?:be )?(?:delet|recreat|re-creat|create a new|replac|stop|disabl)\\w*',
  '\\b(?:reboot|restart)\\w*\\b',
  '\\b(?:at|in) the same (?:time|update|operation|request)\\b|\\bsimultaneous\\w*|\\bsingle (?:update|operation|stack)',
  '\\b(?:remov|delet|terminat|destroy)\\w* (?:the |your |all |any )?(?:existing|previous|old|original|current)\\b|traffic is dropped|\\bbrief period\\b|\\bcannot (?:add|remove|rename)\\b|\\bnot updatable\\b|\\bdata (?:loss|is lost|are lost|will be lost)\\b|\\bIf you decrease\\b',
].map((pattern) => new RegExp(pattern, 'i'));

/** Depth to which properties are read: definitions may contain themselves. */
const DEPTH = 7;

/** Every sentence on a type or one of its properties that may say what an update does, in the database's order. */
export function updateSentences(): PlacedSentence[] {
  const database = loadAwsServiceSpecSync();
  const caught = new Map<string, readonly string[]>();
  const isCaught = (text: string) => NET.some((pattern) => pattern.test(text));
  const caughtIn = (text: string) => {
    const known = caught.get(text) ?? sentencesOf(text).filter(isCaught);
    caught.set(text, known);
    return known;
  };
  const found: PlacedSentence[] = [];
  const take = (type: string, path: readonly string[], text: string | undefined) => {
    if (text === undefined) return;
    found.push(...caughtIn(text).map((says) => ({ type, path: path.join('.'), says })));
  };
  const walk = (type: string, { properties }: Resource | TypeDefinition, path: readonly string[], seen: string[]) => {
    for (const [name, { documentation, type: kind }] of Object.entries(properties)) {
      const here = [...path, name];
      take(type, here, documentation);
      if (here.length < DEPTH) below(type, kind, here, seen);
    }
  };
  const below = (type: string, kind: PropertyType, path: readonly string[], seen: string[]) => {
    if (kind.type === 'array' || kind.type === 'map') below(type, kind.element, path, seen);
    if (kind.type === 'union') for (const one of kind.types) below(type, one, path, seen);
    if (kind.type !== 'ref' || seen.includes(kind.reference.$ref)) return;
    const definition = database.get('typeDefinition', kind.reference);
    take(type, path, definition.documentation);
    walk(type, definition, path, [...seen, kind.reference.$ref]);
  };
  for (const resource of database.all('resource')) {
    if (resource.cloudFormationTransform !== undefined) continue;
    take(resource.cloudFormationType, [], resource.documentation);
    walk(resource.cloudFormationType, resource, [], []);
  }
  return found;
}

function sentencesOf(text: string): string[] {
  const parts = text.replace(/\s+/g, ' ').split(/(?<=[.!?:])\s+(?=[A-Z"'`*>[(-])/);
  return parts.map((part) => part.trim()).filter((part) => part !== '');
}
