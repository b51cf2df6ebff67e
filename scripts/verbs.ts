import type { Verb } from './verb';
import { list } from './verbs/list';
import { newProduct } from './verbs/new-product';
import { release } from './verbs/release';
import { render } from './verbs/render';
import { sandbox } from './verbs/sandbox';
import { show } from './verbs/show';
import { validate } from './verbs/validate';

/** The verbs of the `catalog` command, in the order of its help. */
export const verbs: readonly Verb[] = [list, show, render, validate, newProduct, release, sandbox];
