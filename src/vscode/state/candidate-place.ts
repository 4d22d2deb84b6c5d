/** Where a candidate is for, as the links of a hover name it: the target file, the language and the id of the key. */
export type CandidatePlace = readonly [file: string, language: string, key: string];
