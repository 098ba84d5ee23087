import { describe, expect, it } from 'vitest';
import { dollarProblem } from '../../../src/checks/flux/dollar-problem.ts';

const variables = new Set(['DOMAIN']);

describe("Flux' substitution", () => {
  it.each([
    'plain text',
    '$HOME',
    '$(hostname)',
    '$6$salt$hash',
    '^re$',
    'costs 5$',
    '${DOMAIN}',
    '${DOMAIN:-example.org}',
    'a ${DOMAIN}.${DOMAIN}',
    '$${HOME}',
    '${#DOMAIN}',
  ])('leaves %j as it is meant', (text) => {
    expect(dollarProblem(text, variables)).toBeUndefined();
  });

  it.each([
    ['${HOME}', '${HOME}'],
    ['${HOME:-x}', '${HOME:-x}'],
    ['$$', '$$'],
    ['a$$b', '$$b'],
    ['$$$', '$$$'],
    ['$$${DOMAIN}', '$$${DOMAIN}'],
    ['${DOMAIN[@]}', '${DOMAIN[@]}'],
    ['${#DOMAIN[@]}', '${#DOMAIN[@]}'],
    ['${DOMAIN@Q}', '${DOMAIN@Q}'],
    ['${!n}', '${!n}'],
    ['${{ x }}', '${{ x }'],
    ['${a.b}', '${a.b}'],
    ['${DOMAIN:+alt}', '${DOMAIN:+alt}'],
    ['${DOMAIN:?err}', '${DOMAIN:?err}'],
    ['${env:DOMAIN}', '${env:DOMAIN}'],
    ['${DOMAIN', '${DOMAIN'],
    ['ok ${DOMAIN} then ${HOME}', '${HOME}'],
  ])('would change %j', (text, got) => {
    expect(dollarProblem(text, variables)?.got).toBe(got);
  });
});
