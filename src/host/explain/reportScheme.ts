/** Scheme of the read-only documents with explanations. */
export const reportScheme = 'kvhttp-report';
