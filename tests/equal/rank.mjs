/* rank.mjs - Wilcoxon's signed-rank test, and what it would find. */

const Z_ALPHA = 3.8906; /* two-sided, one in 10,000 */
const Z_POWER = 3.0902; /* one in 1,000 missed */

/* How far the ranks of what is above 0 are from chance, in its deviations. */
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
 * The least that, added to differences like these around 0, is missed once in
 * 1,000: by halving, where the test's middle is both bounds away from chance.
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
