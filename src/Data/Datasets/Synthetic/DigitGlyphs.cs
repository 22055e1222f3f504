namespace SplitLearning.Data.Datasets.Synthetic;

/// <summary>How people write the ten digits: for each some ways, each a few strokes.</summary>
internal static class DigitGlyphs
{
    /// <summary>Ways to write a digit, each as likely as the others.</summary>
    public static IReadOnlyList<Stroke[]> Of(int digit) => All[digit];

    private static readonly Stroke[][][] All =
    [
        [
            [Curve((.50f, .05f), (.80f, .20f), (.87f, .50f), (.80f, .80f), (.50f, .95f), (.20f, .80f), (.13f, .50f),
                (.20f, .20f), (.50f, .05f))],
            [Curve((.62f, .06f), (.35f, .15f), (.18f, .50f), (.28f, .88f), (.60f, .92f), (.83f, .55f), (.75f, .18f),
                (.50f, .08f))],
        ],
        [
            [Line((.52f, .05f), (.48f, .95f))],
            [Line((.28f, .28f), (.54f, .05f), (.52f, .95f))],
            [Line((.28f, .25f), (.52f, .05f), (.52f, .94f)), Line((.25f, .95f), (.80f, .95f))],
        ],
        [
            [Curve((.18f, .28f), (.34f, .08f), (.66f, .08f), (.80f, .30f), (.60f, .58f), (.18f, .93f)),
                Line((.18f, .93f), (.86f, .92f))],
            [Curve((.20f, .22f), (.50f, .04f), (.80f, .25f), (.55f, .62f), (.25f, .90f), (.14f, .78f), (.36f, .76f),
                (.62f, .92f), (.88f, .86f))],
        ],
        [
            [Curve((.20f, .16f), (.50f, .04f), (.78f, .24f), (.42f, .46f)),
                Curve((.42f, .46f), (.84f, .68f), (.55f, .95f), (.16f, .84f))],
            [Line((.20f, .07f), (.80f, .07f), (.45f, .42f)),
                Curve((.45f, .42f), (.84f, .60f), (.62f, .95f), (.16f, .88f))],
        ],
        [
            [Line((.66f, .95f), (.66f, .05f), (.13f, .66f), (.90f, .66f))],
            [Line((.26f, .05f), (.18f, .54f), (.84f, .54f)), Line((.72f, .10f), (.66f, .95f))],
        ],
        [
            [Line((.82f, .06f), (.28f, .06f), (.24f, .44f)),
                Curve((.24f, .44f), (.56f, .37f), (.82f, .64f), (.56f, .95f), (.16f, .86f))],
            [Curve((.80f, .08f), (.38f, .08f), (.28f, .40f), (.62f, .48f), (.76f, .74f), (.48f, .95f), (.18f, .84f))],
        ],
        [
            [Curve((.72f, .06f), (.36f, .28f), (.19f, .65f), (.40f, .95f), (.76f, .82f), (.70f, .55f), (.40f, .52f),
                (.21f, .72f))],
            [Curve((.50f, .04f), (.26f, .40f), (.22f, .80f), (.55f, .95f), (.80f, .74f), (.55f, .54f), (.26f, .66f))],
        ],
        [
            [Line((.14f, .08f), (.86f, .08f), (.42f, .95f))],
            [Line((.14f, .10f), (.84f, .08f), (.46f, .95f)), Line((.36f, .50f), (.80f, .48f))],
            [Line((.16f, .24f), (.18f, .08f), (.84f, .08f)), Curve((.84f, .08f), (.56f, .48f), (.46f, .95f))],
        ],
        [
            [Curve((.50f, .48f), (.22f, .26f), (.50f, .05f), (.78f, .26f), (.50f, .48f), (.19f, .74f), (.50f, .95f),
                (.81f, .74f), (.50f, .48f))],
            [Curve((.76f, .16f), (.46f, .05f), (.26f, .26f), (.74f, .66f), (.52f, .95f), (.24f, .74f), (.60f, .40f),
                (.78f, .16f))],
        ],
        [
            [Curve((.78f, .30f), (.54f, .05f), (.24f, .25f), (.34f, .50f), (.64f, .48f), (.78f, .30f)),
                Curve((.78f, .30f), (.76f, .66f), (.58f, .95f))],
            [Curve((.74f, .26f), (.46f, .06f), (.22f, .32f), (.46f, .54f), (.74f, .26f)),
                Line((.74f, .26f), (.72f, .95f))],
        ],
    ];

    private static Stroke Line(params (float X, float Y)[] points) => new(Smooth: false, points);

    private static Stroke Curve(params (float X, float Y)[] points) => new(Smooth: true, points);
}
