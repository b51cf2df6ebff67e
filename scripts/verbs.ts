import type { Verb } from './verb';
import { answers } from './verbs/answers';
import { check } from './verbs/check';
import { compare } from './verbs/compare';
import { complete } from './verbs/complete';
import { completion } from './verbs/completion';
import { serveConsole } from './verbs/console';
import { cost } from './verbs/cost';
import { deprecate } from './verbs/deprecate';
import { docs } from './verbs/docs';
import { doctor } from './verbs/doctor';
import { form } from './verbs/form';
import { help } from './verbs/help';
import { importStack } from './verbs/import';
import { launch } from './verbs/launch';
import { leave } from './verbs/leave';
import { list } from './verbs/list';
import { measure } from './verbs/measure';
import { newProduct } from './verbs/new-product';
import { outdated } from './verbs/outdated';
import { outputs } from './verbs/outputs';
import { proton } from './verbs/proton';
import { publish } from './verbs/publish';
import { purge } from './verbs/purge';
import { release } from './verbs/release';
import { render } from './verbs/render';
import { retire } from './verbs/retire';
import { rollback } from './verbs/rollback';
import { sandbox } from './verbs/sandbox';
import { show } from './verbs/show';
import { spoke } from './verbs/spoke';
import { status } from './verbs/status';
import { terminate } from './verbs/terminate';
import { unprotect } from './verbs/unprotect';
import { upgrade } from './verbs/upgrade';
import { validate } from './verbs/validate';
import { watch } from './verbs/watch';

/** Verbs that the same people need, under one heading of the help. */
export interface VerbGroup {
  readonly heading: string;
  readonly verbs: readonly Verb[];
}

/** The verbs of the `catalog` command, in the order of its help. */
export const verbGroups: readonly VerbGroup[] = [
  {
    heading: 'Use what is published:',
    verbs: [
      list,
      show,
      cost,
      launch,
      watch,
      status,
      outputs,
      answers,
      outdated,
      upgrade,
      rollback,
      unprotect,
      terminate,
      purge,
    ],
  },
  { heading: 'Write products:', verbs: [newProduct, form, check, render, validate, measure, compare, docs, proton] },
  { heading: 'Release and publish them:', verbs: [release, deprecate, retire, publish] },
  { heading: 'Administer accounts:', verbs: [spoke, leave, doctor, importStack] },
  { heading: 'On this machine:', verbs: [serveConsole, sandbox, completion, complete, help] },
];
