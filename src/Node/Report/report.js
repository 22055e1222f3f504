"use strict";
(() => {
  const data = JSON.parse(document.getElementById("run-data").textContent);
  let charts = [];

  const color = name => getComputedStyle(document.documentElement).getPropertyValue("--" + name).trim();
  const canvas = id => document.getElementById(id);
  const channels = hex => [1, 3, 5].map(i => parseInt(hex.slice(i, i + 2), 16));
  const mix = (low, high, share) => low.map((value, i) => Math.round(value + (high[i] - value) * share));
  const rgb = parts => "rgb(" + parts.join(",") + ")";
  const isBright = parts => 0.299 * parts[0] + 0.587 * parts[1] + 0.114 * parts[2] > 140;
  const axis = text => ({ display: true, text });

  function curve(id, train, test, unit) {
    const line = (label, values, shade) => ({
      label, data: values, borderColor: shade, backgroundColor: shade, borderWidth: 2, tension: 0,
      pointRadius: values.length > 40 ? 0 : 3,
    });
    return new Chart(canvas(id), {
      type: "line",
      data: {
        labels: data.curves.epochs,
        datasets: [line("training", train, color("train")), line("test", test, color("test"))],
      },
      options: {
        maintainAspectRatio: false,
        interaction: { mode: "index", intersect: false },
        scales: { x: { title: axis("epoch") }, y: { title: axis(unit) } },
      },
    });
  }

  // The label of each axis is the class's index, for two classes may have one name.
  function heatMap(id, names, values, highest, format) {
    const [low, high] = [channels(color("heat-low")), channels(color("heat-high"))];
    const shade = value => mix(low, high, highest > 0 ? value / highest : 0);
    const labels = names.map((_, i) => String(i));
    const nameOf = index => names[index].length > 12 ? names[index].slice(0, 11) + "…" : names[index];
    const side = length => context => Math.max(1, (context.chart.chartArea || {})[length] / names.length - 1);
    const scale = (title, more) => ({
      type: "category", labels, offset: true, title: axis(title), grid: { display: false },
      ticks: { callback: nameOf, autoSkip: false }, ...more,
    });
    // The first class at the top, as in any table: the chart type's own default is the other way round.
    const vertical = scale("actual", { reverse: false });
    const cells = values.flatMap((row, y) => row.map((v, x) => ({ x: labels[x], y: labels[y], v })));
    const figures = {
      id: "figures",
      afterDatasetsDraw(chart) {
        const width = chart.chartArea.width / names.length;
        if (width < 18)
          return;
        const context = chart.ctx;
        context.save();
        context.font = Math.min(14, Math.max(8, width / 4)) + "px system-ui, sans-serif";
        context.textAlign = "center";
        context.textBaseline = "middle";
        chart.getDatasetMeta(0).data.forEach((element, i) => {
          const center = element.getCenterPoint();
          context.fillStyle = isBright(shade(cells[i].v)) ? "#111" : "#fff";
          context.fillText(format(cells[i].v), center.x, center.y);
        });
        context.restore();
      },
    };
    return new Chart(canvas(id), {
      type: "matrix",
      data: {
        datasets: [{
          data: cells, width: side("width"), height: side("height"),
          backgroundColor: context => rgb(shade((cells[context.dataIndex] || { v: 0 }).v)),
        }],
      },
      options: {
        maintainAspectRatio: false,
        scales: { x: scale("predicted", { position: "top" }), y: vertical },
        plugins: {
          legend: { display: false },
          tooltip: {
            callbacks: {
              title: () => "",
              label: item => `actual ${names[item.raw.y]}, predicted ${names[item.raw.x]}: ${format(item.raw.v)}`,
            },
          },
        },
      },
      plugins: [figures],
    });
  }

  function heatMaps(phase) {
    const matrix = data.confusion[phase];
    if (!matrix)
      return [];
    const most = Math.max(1, ...matrix.counts.flat());
    return [
      heatMap(phase + "-counts", matrix.names, matrix.counts, most, value => String(value)),
      heatMap(phase + "-shares", matrix.names, matrix.shares, 1, value => value === 0 ? "0" : value.toFixed(2)),
    ];
  }

  function timeline() {
    const { rows, bars } = data.timeline;
    if (bars.length === 0)
      return [];
    const labels = rows.map((_, i) => String(i));
    const kinds = [["train", "training"], ["test", "test"], ["snapshot", "snapshot"], ["checkpoint", "checkpoint"]];
    const datasets = kinds
      .map(([kind, label]) => ({
        label, grouped: false, borderSkipped: false, minBarLength: 1, backgroundColor: color(kind),
        barThickness: kind === "snapshot" ? 8 : 18,
        order: kind === "snapshot" ? 0 : 1,
        data: bars.filter(bar => bar.kind === kind)
          .map(bar => ({ x: [bar.from, bar.to], y: labels[bar.row], bar })),
      }))
      .filter(set => set.data.length > 0);
    return [new Chart(canvas("timeline"), {
      type: "bar",
      data: { labels, datasets },
      options: {
        indexAxis: "y",
        maintainAspectRatio: false,
        scales: {
          x: { type: "linear", title: axis("seconds since the start"), min: Math.min(...bars.map(bar => bar.from)) },
          y: { type: "category", labels, ticks: { callback: index => rows[index], autoSkip: false } },
        },
        plugins: {
          tooltip: {
            callbacks: {
              title: () => "",
              label: item => {
                const bar = item.raw.bar;
                return `epoch ${bar.epoch}, ${item.dataset.label}: ${(bar.to - bar.from).toFixed(3)} s ${bar.detail}`;
              },
            },
          },
        },
      },
    })];
  }

  function draw() {
    charts.forEach(chart => chart.destroy());
    Object.assign(Chart.defaults, { animation: false, color: color("muted"), borderColor: color("line") });
    Chart.defaults.font.family = "system-ui, sans-serif";
    const curves = data.curves;
    charts = [
      ...(curves.epochs.length === 0 ? [] : [
        curve("accuracy", curves.train_accuracy, curves.test_accuracy, "accuracy, %"),
        curve("loss", curves.train_loss, curves.test_loss, "loss, nats"),
      ]),
      ...heatMaps("test"), ...heatMaps("train"), ...timeline(),
    ];
  }

  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);
  draw();
})();
