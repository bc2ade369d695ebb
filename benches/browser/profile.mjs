// What a CPU profile says: which functions took the time.

/** Without the hash of the compiler and what wraps a name. */
const short = (name) => name.replaceAll(/::h[0-9a-f]{16}$|\[[0-9a-f]{16}\]/g, "");

/** The functions with the longest time of their own, a line each. */
export function busiest(profile, count = 25) {
  const nodes = new Map(profile.nodes.map((node) => [node.id, node]));
  const own = new Map();
  let all = 0;
  profile.samples.forEach((id, at) => {
    const { functionName, url } = nodes.get(id).callFrame;
    const name = `${short(functionName) || "(anonymous)"}  ${url.split("/").pop()}`;
    const time = profile.timeDeltas[at] / 1000;
    if (functionName !== "(idle)") all += time;
    own.set(name, (own.get(name) ?? 0) + time);
  });
  own.delete("(idle)  ");
  const lines = [...own].sort((a, b) => b[1] - a[1]).slice(0, count);
  const text = lines.map(
    ([name, time]) =>
      `${time.toFixed(1).padStart(9)} ms  ${((100 * time) / all).toFixed(1).padStart(5)} %  ${name}`,
  );
  return [`${all.toFixed(1).padStart(9)} ms  not idle`, ...text].join("\n");
}

/** What counts as a part of the work, for {@link inclusive}: our own functions, and where others begin. */
const PARTS =
  /^(prosperity_atlas::|.*<prosperity_atlas::|t?\.?setOption$|e\.setOption$|__wbg_(setOption|parse|set_innerHTML|clientWidth))/;

/** The functions in which, with all that they call, most time passes. */
export function inclusive(profile, count = 25) {
  const nodes = new Map(profile.nodes.map((node) => [node.id, node]));
  const parents = new Map();
  for (const { id, children = [] } of profile.nodes) {
    for (const child of children) parents.set(child, id);
  }
  const times = new Map();
  profile.samples.forEach((id, at) => {
    const seen = new Set();
    for (let node = id; node !== undefined; node = parents.get(node)) {
      const { functionName } = nodes.get(node).callFrame;
      if (PARTS.test(functionName)) seen.add(short(functionName));
    }
    for (const name of seen) times.set(name, (times.get(name) ?? 0) + profile.timeDeltas[at] / 1000);
  });
  return [...times]
    .sort((a, b) => b[1] - a[1])
    .slice(0, count)
    .map(([name, time]) => `${time.toFixed(1).padStart(9)} ms  ${name.slice(0, 130)}`)
    .join("\n");
}
