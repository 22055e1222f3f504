namespace SplitLearning.Node.Configuration;

/// <summary>Finds what a person may have meant by a word that is not known.</summary>
internal static class ClosestKey
{
    /// <summary>
    /// The candidate that is the fewest edits away; a key that stands in another section counts as one edit.
    /// Null when none is near enough to be worth naming.
    /// </summary>
    public static string? Of(string unknown, IEnumerable<string> candidates) => candidates
        .Where(candidate => Distance(unknown, candidate) <= Tolerance(unknown))
        .MinBy(candidate => Distance(unknown, candidate));

    private static int Tolerance(string unknown) => Math.Max(2, LastSegment(unknown).Length / 3);

    private static int Distance(string unknown, string candidate) =>
        Math.Min(Edits(unknown, candidate), Edits(LastSegment(unknown), LastSegment(candidate)) + 1);

    private static string LastSegment(string path) => path[(path.LastIndexOf('.') + 1)..];

    // Levenshtein's distance with neighbouring letters swapped as one edit: that is how people mistype.
    private static int Edits(string a, string b)
    {
        var edits = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
            edits[i, 0] = i;
        for (var j = 0; j <= b.Length; j++)
            edits[0, j] = j;

        for (var i = 1; i <= a.Length; i++)
        {
            for (var j = 1; j <= b.Length; j++)
            {
                var replaced = edits[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                edits[i, j] = Math.Min(replaced, Math.Min(edits[i - 1, j], edits[i, j - 1]) + 1);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    edits[i, j] = Math.Min(edits[i, j], edits[i - 2, j - 2] + 1);
            }
        }

        return edits[a.Length, b.Length];
    }
}
