/** What the app does once at launch for the platform it runs on. A browser wants nothing. */
export function attendPlatform(): void {}
