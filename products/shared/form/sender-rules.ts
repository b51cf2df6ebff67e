import type { CfnParameter, Stack } from 'aws-cdk-lib';
import { addRule, given } from '../../../catalog/product';

/** The stack of a product whose form asks who sends messages to users. */
interface StackWithSender extends Stack {
  readonly parameters: Readonly<Record<'EmailIdentityArn' | 'EmailSender', CfnParameter>>;
}

/** Refuses an identity of SES without an address, and the other way round. */
export function addSenderRules(stack: StackWithSender): void {
  const { EmailIdentityArn, EmailSender } = stack.parameters;
  addRule(
    stack,
    'IdentityHasSender',
    given(EmailIdentityArn),
    given(EmailSender),
    'Messages come from an address: type EmailSender, an address of the identity.',
  );
  addRule(
    stack,
    'SenderHasIdentity',
    given(EmailSender),
    given(EmailIdentityArn),
    'Cognito sends from an address of its own: type EmailIdentityArn too, or leave EmailSender empty.',
  );
}
