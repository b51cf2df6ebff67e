import type { EnvironmentType } from './environment-types';

/** Value of a size: numbers and texts as properties and conditions of the template take them, booleans as `true`, `false`. */
export type SizeValue = number | string | boolean;

/** A number, text or switch of a product that follows from the environment's type, with its title in documentation. */
export interface Size<Value extends SizeValue = SizeValue> extends Readonly<Record<EnvironmentType, Value>> {
  readonly title: string;
}

/** The sizes of a product, by the names that its code calls them by; the table in its README has their order. */
export type Sizes = Readonly<Record<string, Size>>;

/** Values that a size has. */
export type ValueOf<Each extends Size> = Each[EnvironmentType];

/** A size's value as it is known in the template: numbers as number tokens, the rest as string tokens. */
export type LaunchTime<Value extends SizeValue> = Value extends number ? number : string;

/** An answer that stands for a value of a size: any number where it has numbers, else one of its own values. */
export type AnswerFor<Each extends Size> = ValueOf<Each> extends number ? `${number}` : `${ValueOf<Each>}`;
