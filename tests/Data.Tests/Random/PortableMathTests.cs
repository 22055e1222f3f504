using SplitLearning.Data.Random;

namespace SplitLearning.Data.Tests.Random;

public sealed class PortableMathTests
{
    public static TheoryData<double> Arguments { get; } =
    [
        1, 2, 0.5, 4.0 / 3, 2.0 / 3, 1 - 1e-16, 1 + 1e-15, 1e-300, 1e300, Math.E, double.MaxValue, 2.3e-308, 10, 1e-16,
    ];

    [Theory]
    [MemberData(nameof(Arguments))]
    public void Log_OfANumber_IsThatOfLibm(double x) =>
        Assert.Equal(Math.Log(x), PortableMath.Log(x), tolerance: 1e-15 + 1e-14 * Math.Abs(Math.Log(x)));

    [Fact]
    public void Log_OverManyNumbers_IsThatOfLibm()
    {
        var random = SeededRandom.For(7, "log");
        for (var i = 0; i < 10_000; i++)
        {
            var x = random.NextDouble(1e-9, 4);
            Assert.Equal(Math.Log(x), PortableMath.Log(x), tolerance: 1e-15 + 1e-14 * Math.Abs(Math.Log(x)));
        }
    }

    [Fact]
    public void Exp_OverManyNumbers_IsThatOfLibm()
    {
        var random = SeededRandom.For(7, "exp");
        for (var i = 0; i < 10_000; i++)
        {
            var x = random.NextDouble(-700, 0);
            Assert.Equal(1, PortableMath.Exp(x) / Math.Exp(x), tolerance: 1e-12);
        }
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(-1e-300, 1)]
    [InlineData(-746, 0)]
    [InlineData(-1e300, 0)]
    [InlineData(double.NegativeInfinity, 0)]
    public void Exp_AtTheEdges_IsExact(double x, double expected) => Assert.Equal(expected, PortableMath.Exp(x));
}
