/** Writes a comparison into a pull request: updates the comment that it wrote before, or writes the first. */
import { readFileSync } from 'node:fs';

/** Mark by which the comment is known again; GitHub doesn't show it. */
const MARK = '<!-- cloudformation-compare -->';

/** GitHub takes no longer comment: https://docs.github.com/en/rest/issues/comments */
const LONGEST = 65_536;
const CUT = '\n\nThe rest is in the summary of the check.';

const { GITHUB_API_URL, GITHUB_REPOSITORY, GITHUB_EVENT_PATH = '', TOKEN } = process.env;
const { pull_request: pull } = JSON.parse(readFileSync(GITHUB_EVENT_PATH, 'utf8'));
if (pull === undefined) {
  console.log('No pull request: nothing to comment on.');
} else {
  const text = `${MARK}\n${readFileSync(process.argv[2] ?? '', 'utf8')}`;
  const body = text.length > LONGEST ? text.slice(0, LONGEST - CUT.length) + CUT : text;
  const mine = await ownComment(pull.number);
  if (mine === undefined) await call('POST', `/issues/${pull.number}/comments`, { body });
  else await call('PATCH', `/issues/comments/${mine.id}`, { body });
}

async function ownComment(number) {
  for (let page = 1; ; page += 1) {
    const found = await call('GET', `/issues/${number}/comments?per_page=100&page=${page}`);
    const mine = found.find(({ body }) => body?.startsWith(MARK));
    if (mine !== undefined || found.length < 100) return mine;
  }
}

async function call(method, path, content) {
  const answer = await fetch(`${GITHUB_API_URL}/repos/${GITHUB_REPOSITORY}${path}`, {
    method,
    headers: { accept: 'application/vnd.github+json', authorization: `Bearer ${TOKEN}` },
    ...(content && { body: JSON.stringify(content) }),
  });
  if (!answer.ok) throw new Error(`GitHub answered ${answer.status} to ${method} ${path}: ${await answer.text()}`);
  return answer.json();
}
