/** The version of haconf; a test holds it equal to that of package.json, which no bundle can read. */
export const version = "0.1.0";
