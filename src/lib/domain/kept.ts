/** The cache in which this phone keeps pictures for a form that is about to be opened, or opened again. */
export const KEPT_CACHE = 'stairwell-kept';
/** A picture that the system's share sheet sent. */
export const SHARED = '/kept/share';

/** What waited for a connection says how many milliseconds it did. */
export const AGE_HEADER = 'x-stairwell-age';
/** In whose name it was done: it is sent in nobody else's. */
export const PERSON_HEADER = 'x-stairwell-person';
/** Whose eyes a page was made for; set on every answer, made from the session. */
export const READER_HEADER = 'x-stairwell-reader';
