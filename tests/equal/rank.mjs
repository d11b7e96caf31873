/* rank.mjs - Wilcoxon's signed-rank test, and the least that it would find. */

const Z_ALPHA = 3.8906; /* two-sided, one in 10,000 */
const Z_POWER = 3.0902; /* one in 1,000 missed */

/* The rank sum of differences above 0, in standard deviations from its mean. */
export function rank(differences) {
	const sorted = differences.filter((d) => d !== 0)
	    .sort((a, b) => Math.abs(a) - Math.abs(b));
	const n = sorted.length;
	let above = 0;

	for (let i = 0; i < n; i++)
		if (sorted[i] > 0)
			above += i + 1;
	return (above - n * (n + 1) / 4) /
	    Math.sqrt(n * (n + 1) * (2 * n + 1) / 24);
}

export const found = (z) => Math.abs(z) > Z_ALPHA;

/*
 * The least shift that, added to these differences centred on 0, is missed
 * once in 1,000. Bisection finds it: there z is Z_ALPHA + Z_POWER.
 */
export function needed(differences) {
	const sorted = [...differences].sort((a, b) => a - b);
	const middle = sorted[sorted.length >> 1];
	const centred = differences.map((d) => d - middle);
	let low = 0;
	let high = sorted[sorted.length - 1] - sorted[0];

	for (let i = 0; i < 30; i++) {
		const add = (low + high) / 2;

		if (rank(centred.map((d) => d + add)) > Z_ALPHA + Z_POWER)
			high = add;
		else
			low = add;
	}
	return high;
}
