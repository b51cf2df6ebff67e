import { useCallback, useEffect, useRef, useState } from 'react';
import { answersIn, formAddress } from '../../form-address';
import type { LaunchForm } from '../../protocol';
import { type Answers, shownAnswers } from './answers';

/** Milliseconds without a key after which the address takes the answers. */
const WRITE_MS = 250;

/** Answers of a form, which the address has and a draft keeps, those to hidden questions left out of both. */
export interface FormAnswers {
  readonly answers: Answers;
  /** Name of what is launched, where it isn't made of the answers. */
  readonly name: string | undefined;
  /** Whether they were taken from a draft. */
  readonly isDraft: boolean;
  setAnswer(key: string, value: string): void;
  setName(name: string | undefined): void;
  /** Forgets all of them, and the draft. */
  reset(): void;
}

/** Answers of a launch form: from its address, which holds nothing but texts for fields, else from the draft of before. */
export function useAnswers(form: LaunchForm, region: string | undefined): FormAnswers {
  const draft = `draft.${form.id}`;
  const [start] = useState(() => startOf(form, location.search, sessionStorage.getItem(draft)));
  const [answers, setAnswers] = useState<Answers>(start.answers);
  const [name, setName] = useState(start.name);
  const [isDraft, setIsDraft] = useState(start.isDraft);
  const version = useRef(new URLSearchParams(location.search).get('version') ?? undefined);

  useEffect(() => {
    const timer = setTimeout(() => {
      const place = { product: form.id, version: version.current, name, region };
      const address = formAddress({ ...place, answers: shownAnswers(form, answers) });
      if (address !== location.pathname + location.search) history.replaceState(history.state, '', address);
      if (Object.keys(answers).length > 0) sessionStorage.setItem(draft, JSON.stringify(shownAnswers(form, answers)));
    }, WRITE_MS);
    return () => clearTimeout(timer);
  }, [form, answers, name, region, draft]);

  const setAnswer = useCallback((key: string, value: string) => setAnswers((old) => ({ ...old, [key]: value })), []);
  const reset = useCallback(() => {
    sessionStorage.removeItem(draft);
    setAnswers({});
    setName(undefined);
    setIsDraft(false);
  }, [draft]);
  return { answers, name, isDraft, setAnswer, setName, reset };
}

function startOf(form: LaunchForm, search: string, draft: string | null) {
  const query = new URLSearchParams(search);
  const inAddress = shownAnswers(form, answersIn(query));
  if (Object.keys(inAddress).length > 0 || draft === null) {
    return { answers: inAddress, name: query.get('name') ?? undefined, isDraft: false };
  }
  return { answers: shownAnswers(form, readDraft(draft)), name: undefined, isDraft: true };
}

function readDraft(draft: string): Answers {
  const read: unknown = JSON.parse(draft);
  const entries = Object.entries(typeof read === 'object' && read !== null ? read : {});
  return Object.fromEntries(entries.flatMap(([key, value]) => (typeof value === 'string' ? [[key, value]] : [])));
}
