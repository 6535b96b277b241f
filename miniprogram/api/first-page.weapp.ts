/** In WeChat the first page is the one that the platform opens. */
export function openOwnPageFirst(): void {}
