using Akka.TestKit.Xunit2;
using Xunit.Sdk;

namespace Embedded.Akka.Tests.Kit;

// Akka.NET: "Testing actor systems": timing assertions, accounting for slow test systems.
public sealed class TimeTests()
    : TestKit("akka.test { timefactor = 2.0, default-timeout = 50ms, single-expect-default = 50ms }")
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(30);

    [Fact]
    public void Dilated_Duration_IsMultiplied()
    {
        Assert.Equal(Short * 2, Dilated(Short));
        Assert.Equal(Short, RemainingOr(Short));
        Assert.Throws<InvalidOperationException>(() => Remaining);
    }

    [Fact]
    public void Within_BlockInTime_GivesResult()
    {
        var result = Within(Long, () =>
        {
            Assert.InRange(Remaining, TimeSpan.Zero, Long * 2);
            return 5;
        });

        Assert.Equal(5, result);
    }

    [Fact]
    public async Task Within_NothingComes_ExpectEndsWithTheBlock() =>
        await Assert.ThrowsAsync<FailException>(
            () => WithinAsync(Short, async () => await ExpectMsgAsync<int>()));

    [Fact]
    public void Within_BlockTooShort_Fails() =>
        Assert.Throws<FailException>(() => Within(Long, Long * 2, () => { }));

    [Fact]
    public void Within_EndsWithExpectNoMsg_IsNotTooLong() => Within(Short, () => ExpectNoMsg());

    [Fact]
    public void Within_Nested_InnerIsNoLongerThanOuter() => Within(Long, () => Within(Long * 10, () =>
        Assert.InRange(Remaining, TimeSpan.Zero, Long * 2)));

    [Fact]
    public async Task AwaitAssert_TrueAtThirdTry_Passes()
    {
        var tries = 0;

        AwaitAssert(() => Assert.Equal(3, ++tries), Long, TimeSpan.Zero);
        await AwaitAssertAsync(() => Assert.Equal(6, ++tries), Long, TimeSpan.Zero);
        await AwaitAssertAsync(
            async () =>
            {
                await Task.Yield();
                Assert.Equal(9, ++tries);
            },
            Long,
            TimeSpan.Zero);

        Assert.Equal(9, tries);
    }

    [Fact]
    public void AwaitAssert_NeverTrue_ThrowsWhatItThrew() =>
        Assert.Throws<EqualException>(() => AwaitAssert(() => Assert.Equal(1, 2), Short));

    [Fact]
    public async Task AwaitCondition_ComesTrue_Passes()
    {
        var tries = 0;

        AwaitCondition(() => ++tries == 2, Long);
        await AwaitConditionAsync(() => ++tries == 4, Long, TimeSpan.Zero);

        Assert.Equal(4, tries);
    }

    [Fact]
    public void AwaitCondition_NeverTrue_SaysSo()
    {
        var error = Assert.Throws<FailException>(() => AwaitCondition(() => false, Short, "never"));

        Assert.Contains("did not come true within 00:00:00.0200000. never", error.Message, StringComparison.Ordinal);
    }
}
