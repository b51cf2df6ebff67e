/** Recordings of the verbs about what is launched: one file, so that what they load is loaded once. */
import { environments } from './launched/environments';
import { running } from './launched/running';
import { upgrades } from './launched/upgrades';

describe('what is launched', running);
describe('an upgrade or a rollback', upgrades);
describe('an environment', environments);
