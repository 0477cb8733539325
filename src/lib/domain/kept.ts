/** The cache in which this phone keeps pictures for a form that is about to be opened, or opened again. */
export const KEPT_CACHE = 'stairwell-kept';
/** A picture that the system's share sheet sent. */
export const SHARED = '/kept/share';
