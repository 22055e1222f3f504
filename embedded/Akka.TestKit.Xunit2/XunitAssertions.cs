using System.Globalization;
using Xunit;

namespace Akka.TestKit.Xunit2;

/// <summary>Failures as xunit's.</summary>
public class XunitAssertions : ITestKitAssertions
{
    public void Fail(string format = "", params object?[] args) => Assert.Fail(Text(format, args));

    public void AssertTrue(bool condition, string format = "", params object?[] args)
    {
        if (!condition)
            Fail(format, args);
    }

    public void AssertFalse(bool condition, string format = "", params object?[] args) =>
        AssertTrue(!condition, format, args);

    public void AssertEqual<T>(T expected, T actual, string format = "", params object?[] args)
    {
        if (!EqualityComparer<T>.Default.Equals(expected, actual))
            Fail("Expected <{0}>, got <{1}>. {2}", expected, actual, Text(format, args));
    }

    private static string Text(string format, object?[] args) =>
        args.Length == 0 ? format : string.Format(CultureInfo.InvariantCulture, format, args);
}
