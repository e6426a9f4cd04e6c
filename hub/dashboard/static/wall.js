// The wall of stations: plain DOM, drawn once and then changed where something changed, so that a
// thousand tiles cost a browser little. Every text comes from the server in the reader's language.

let SIGNS = {}; // what `hub.dashboard.icons` draws, by level
const COUNTED = ["training", "free", "trouble", "away"];
const RANK = { good: 0, away: 1, warn: 1, bad: 2 };

function make(tag, className, text) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  if (text !== undefined) element.textContent = text;
  return element;
}

function sign(level) {
  const drawing = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  drawing.setAttribute("viewBox", "0 0 24 24");
  drawing.setAttribute("class", "sign");
  drawing.setAttribute("aria-hidden", "true");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute("d", SIGNS[level] || SIGNS.away);
  drawing.append(path);
  return drawing;
}

function inOrder(one, other) {
  return one.localeCompare(other, "en", { numeric: true }); // rack-2 before rack-10
}

function put(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

class TileView {
  constructor(tile) {
    this.tile = {};
    this.item = make("li");
    this.link = make("a", "tile");
    this.link.href = `/stations/${tile.id}`;
    this.link.dataset.testid = `tile-${tile.id}`;
    const head = make("span", "tile-head");
    this.name = make("span", "tile-name");
    this.site = make("span", "tile-site");
    const names = make("span", "tile-names");
    names.append(this.name, this.site);
    this.status = make("span", "chip");
    this.status.dataset.testid = "status";
    head.append(names, this.status);
    const body = make("span", "tile-body");
    this.doing = make("span", "tile-doing");
    const counted = make("span", "tile-counted");
    this.count = make("span", "tile-count");
    this.count.dataset.testid = "count";
    this.unit = make("span", "tile-unit");
    counted.append(this.count, this.unit);
    body.append(this.doing, counted);
    this.note = make("span", "tile-note");
    this.troubles = make("span", "tile-troubles");
    this.foot = make("span", "tile-foot");
    this.link.append(head, body, this.note, this.troubles, this.foot);
    this.item.append(this.link);
    this.change(tile);
  }

  change(changed) {
    this.tile = { ...this.tile, ...changed };
    const tile = this.tile;
    put(this.name, tile.name);
    put(this.site, tile.site);
    this.link.dataset.level = tile.level;
    this.link.dataset.kind = tile.kind;
    if ("status" in changed || "level" in changed) {
      this.status.className = `chip ${tile.level}`;
      this.status.replaceChildren(sign(tile.level), make("span", "", tile.status));
    }
    put(this.doing, tile.doing);
    put(this.count, tile.count);
    put(this.unit, tile.unit);
    put(this.note, tile.note);
    if ("troubles" in changed) {
      this.troubles.replaceChildren(
        ...tile.troubles.map(([level, text]) => {
          const line = make("span", `tile-trouble ${level}`);
          line.append(sign(level), make("span", "", text));
          return line;
        })
      );
    }
    if ("foot" in changed) {
      this.foot.replaceChildren(...tile.foot.map((text) => make("span", "", text)));
    }
  }

  get inTrouble() {
    return this.tile.level !== "good" && this.tile.kind !== "off";
  }

  counts(kind) {
    if (kind === "trouble") return this.tile.level === "warn" || this.tile.level === "bad";
    if (kind === "away") return this.tile.level === "away";
    return this.tile.kind === kind;
  }
}

export default {
  template: '<section class="wall"></section>',
  props: { tiles: Array, words: Object, signs: Object },
  mounted() {
    SIGNS = this.signs;
    this.views = new Map();
    const wanted = new URLSearchParams(location.search);
    this.filter = { site: wanted.get("site") || "", trouble: wanted.has("trouble") };
    this.drawTools();
    this.list = make("ul", "tiles");
    this.list.setAttribute("aria-label", this.words.stations);
    this.none = make("p", "muted", this.words.noneFound);
    this.none.hidden = true;
    this.spoken = make("p", "visually-hidden");
    this.spoken.setAttribute("role", "status");
    this.$el.append(this.list, this.none, this.spoken);
    for (const tile of this.tiles) this.views.set(tile.id, new TileView(tile));
    this.list.append(...[...this.views.values()].map((view) => view.item));
    this.tidy();
  },
  methods: {
    drawTools() {
      const tools = make("div", "wall-tools");
      this.counts = {};
      const summary = make("dl", "wall-summary");
      summary.setAttribute("aria-label", this.words.summary);
      for (const kind of COUNTED) {
        const pair = make("div", `wall-count ${kind}`);
        this.counts[kind] = make("dd", "", "0");
        this.counts[kind].dataset.testid = `summary-${kind}`;
        pair.append(make("dt", "", this.words[kind]), this.counts[kind]);
        summary.append(pair);
      }
      const filters = make("div", "row-of");
      this.siteField = make("label", "wall-site");
      this.sites = make("select");
      this.sites.dataset.testid = "filter-site";
      this.sites.addEventListener("change", () => this.setFilter({ site: this.sites.value }));
      this.siteField.append(make("span", "", this.words.site), this.sites);
      this.onlyTrouble = make("button", "button", this.words.onlyTrouble);
      this.onlyTrouble.type = "button";
      this.onlyTrouble.dataset.testid = "filter-trouble";
      this.onlyTrouble.addEventListener("click", () =>
        this.setFilter({ trouble: !this.filter.trouble })
      );
      filters.append(this.siteField, this.onlyTrouble);
      tools.append(summary, filters);
      this.$el.append(tools);
    },
    setFilter(changed) {
      Object.assign(this.filter, changed);
      const query = new URLSearchParams();
      if (this.filter.site) query.set("site", this.filter.site);
      if (this.filter.trouble) query.set("trouble", "1");
      history.replaceState(history.state, "", query.size ? `?${query}` : location.pathname);
      this.tidy();
    },
    apply(changes) {
      const worse = [];
      let isNew = false;
      let isMoved = false;
      for (const change of changes) {
        const view = this.views.get(change.id);
        if (!view) {
          this.insert(new TileView(change));
          isNew = true;
          continue;
        }
        const before = view.tile.level;
        isMoved ||= "level" in change || "kind" in change;
        view.change(change);
        if ((RANK[view.tile.level] || 0) > (RANK[before] || 0)) worse.push(view.tile);
      }
      if (isNew || isMoved) this.tidy();
      if (worse.length) this.speak(worse);
    },
    insert(view) {
      const after = [...this.views.values()].find((each) => inOrder(view.tile.id, each.tile.id) < 0);
      this.views.set(view.tile.id, view);
      this.list.insertBefore(view.item, after ? after.item : null);
      this.views = new Map([...this.views].sort(([one], [other]) => inOrder(one, other)));
    },
    speak(worse) {
      const told = worse.slice(0, 3).map((tile) => {
        const why = tile.troubles.length ? tile.troubles[0][1] : tile.status;
        return `${tile.name}: ${why}`;
      });
      put(this.spoken, told.join(". "));
    },
    tidy() {
      const views = [...this.views.values()];
      this.offerSites(views);
      let shown = 0;
      for (const view of views) {
        const fits =
          (!this.filter.site || view.tile.site === this.filter.site) &&
          (!this.filter.trouble || view.inTrouble);
        view.item.hidden = !fits;
        shown += fits;
      }
      const ofSite = views.filter((v) => !this.filter.site || v.tile.site === this.filter.site);
      for (const kind of COUNTED) {
        const number = ofSite.filter((view) => view.counts(kind)).length;
        put(this.counts[kind], String(number));
        this.counts[kind].parentElement.toggleAttribute("data-none", number === 0);
      }
      this.onlyTrouble.setAttribute("aria-pressed", String(this.filter.trouble));
      this.none.hidden = shown > 0 || views.length === 0;
    },
    offerSites(views) {
      const names = [...new Set(views.map((view) => view.tile.site))].sort();
      this.$el.dataset.sites = names.length > 1 ? "many" : "one";
      this.siteField.hidden = names.length < 2 && !this.filter.site;
      if (this.sites.dataset.names !== names.join()) {
        this.sites.dataset.names = names.join();
        this.sites.replaceChildren(
          new Option(this.words.allSites, ""),
          ...names.map((name) => new Option(name, name))
        );
      }
      this.sites.value = names.includes(this.filter.site) ? this.filter.site : "";
    },
  },
};
