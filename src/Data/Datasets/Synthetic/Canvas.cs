namespace SplitLearning.Data.Datasets.Synthetic;

/// <summary>A square of ink values, 0 to 1, on which round pens draw.</summary>
internal sealed class Canvas(int side)
{
    private readonly float[] _ink = new float[side * side];

    public ReadOnlySpan<float> Ink => _ink;

    public void Clear() => Array.Clear(_ink);

    /// <summary>Draws a line with soft edges; where lines cross the darker one stays.</summary>
    /// <param name="radius">Half the pen's width in pixels.</param>
    /// <param name="darkness">Ink of the line, 0 to 1.</param>
    public void Line((float X, float Y) from, (float X, float Y) to, float radius, float darkness)
    {
        var reach = radius + 0.5f;
        var (left, right) = Bounds(from.X, to.X, reach);
        var (top, bottom) = Bounds(from.Y, to.Y, reach);
        var (dx, dy) = (to.X - from.X, to.Y - from.Y);
        var length = dx * dx + dy * dy;
        var scale = length > 0 ? 1 / length : 0;
        for (var y = top; y <= bottom; y++)
            for (var x = left; x <= right; x++)
            {
                var (px, py) = (x + 0.5f - from.X, y + 0.5f - from.Y);
                var along = Math.Clamp((px * dx + py * dy) * scale, 0, 1);
                var (ex, ey) = (px - along * dx, py - along * dy);
                var distance = ex * ex + ey * ey;
                if (distance >= reach * reach)
                    continue;
                var cover = Math.Min(reach - MathF.Sqrt(distance), 1) * darkness;
                ref var ink = ref _ink[y * side + x];
                ink = Math.Max(ink, cover);
            }
    }

    private (int First, int Last) Bounds(float one, float other, float reach) => (
        (int)Math.Clamp(Math.Min(one, other) - reach, 0, side),
        (int)Math.Clamp(Math.Max(one, other) + reach, -1, side - 1));
}
