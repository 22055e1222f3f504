namespace SplitLearning.Models.Federated.Methods;

/// <summary>Parts vectors in two by their directions.</summary>
internal static class CosineLinkage
{
    /// <summary>Joins the nearest clusters until there are two; a distance is that of the farthest members.</summary>
    /// <returns>Positions of the cluster without the first vector, ascending; empty for a single vector.</returns>
    public static IReadOnlyList<int> SecondHalf(IReadOnlyList<float[]> vectors)
    {
        var distances = Distances(vectors);
        List<List<int>> clusters = [.. Enumerable.Range(0, vectors.Count).Select(vector => new List<int> { vector })];
        while (clusters.Count > 2)
        {
            var (first, second) = Nearest(clusters, distances);
            clusters[first].AddRange(clusters[second]);
            clusters.RemoveAt(second);
        }

        return clusters.Count < 2 ? [] : [.. clusters.Single(cluster => !cluster.Contains(0)).Order()];
    }

    // Of equal distances the first counts.
    private static (int First, int Second) Nearest(List<List<int>> clusters, double[,] distances)
    {
        var (nearest, least) = ((0, 1), double.PositiveInfinity);
        for (var i = 0; i < clusters.Count; i++)
            for (var j = i + 1; j < clusters.Count; j++)
                if (clusters[i].Max(a => clusters[j].Max(b => distances[a, b])) is var distance && distance < least)
                    (nearest, least) = ((i, j), distance);
        return nearest;
    }

    private static double[,] Distances(IReadOnlyList<float[]> vectors)
    {
        var norms = vectors.Select(vector => Math.Sqrt(Dot(vector, vector))).ToArray();
        var distances = new double[vectors.Count, vectors.Count];
        for (var i = 0; i < vectors.Count; i++)
            for (var j = i + 1; j < vectors.Count; j++)
            {
                var product = norms[i] * norms[j];
                distances[i, j] = distances[j, i] = 1 - (product > 0 ? Dot(vectors[i], vectors[j]) / product : 0);
            }

        return distances;
    }

    private static double Dot(float[] a, float[] b)
    {
        var sum = 0.0;
        for (var i = 0; i < a.Length; i++)
            sum += (double)a[i] * b[i];
        return sum;
    }
}
