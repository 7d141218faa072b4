declare const HACONF_BUNDLED: boolean | undefined;

/** The bundles leave Chevrotain's checks of the grammar itself out, which the tests have run: they cost start-up time. */
export const skipGrammarValidations: boolean = typeof HACONF_BUNDLED !== "undefined" && HACONF_BUNDLED;
