import Box from '@cloudscape-design/components/box';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import Select from '@cloudscape-design/components/select';
import { memo, type ReactNode } from 'react';
import type { FormQuestion } from '../../protocol';

/** Question of a form and its answer. */
export interface QuestionFieldProps {
  readonly question: FormQuestion;
  /** Undefined for its default. */
  readonly answer: string | undefined;
  readonly error: ReactNode;
  setAnswer(key: string, value: string): void;
}

/** Element that a question's field has, so that messages lead to it. */
export function fieldId(key: string): string {
  return `question-${key}`;
}

/** Field of one question: a choice where it has allowed values, else a text. It is drawn anew only where something of it differs. */
export const QuestionField = memo(function QuestionField({ question, answer, error, setAnswer }: QuestionFieldProps) {
  const { key, label, description, parameter } = question;
  const { Default, AllowedValues: allowed, ConstraintDescription, NoEcho, Type } = parameter;
  const value = answer ?? `${Default ?? ''}`;
  return (
    <FormField
      stretch
      label={
        <span>
          {label} <Box variant="small" color="text-body-secondary" display="inline">{`${key}`}</Box>
        </span>
      }
      description={description}
      constraintText={error ? undefined : ConstraintDescription}
      errorText={error}
      controlId={fieldId(key)}
    >
      {allowed ? (
        <Select
          controlId={fieldId(key)}
          placeholder="Choose"
          ariaRequired={Default === undefined}
          invalid={Boolean(error)}
          selectedOption={answer === undefined && Default === undefined ? null : optionOf(value)}
          options={allowed.map((each) => optionOf(String(each)))}
          onChange={({ detail }) => setAnswer(key, detail.selectedOption.value ?? '')}
        />
      ) : (
        <Input
          controlId={fieldId(key)}
          value={value}
          ariaRequired={Default === undefined}
          invalid={Boolean(error)}
          type={NoEcho ? 'password' : 'text'}
          inputMode={Type === 'Number' ? 'decimal' : 'text'}
          autoComplete={false}
          spellcheck={false}
          onChange={({ detail }) => setAnswer(key, detail.value)}
        />
      )}
    </FormField>
  );
});

function optionOf(value: string) {
  return { value, label: value === '' ? '(none)' : value };
}
