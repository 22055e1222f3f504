using Akka.Event;

namespace Akka.TestKit;

/// <summary>The default logger, less what event filters mute.</summary>
public class TestEventListener : DefaultLogger
{
    protected override void Print(LogEvent logEvent)
    {
        if (!MutedEvents.For(Context.System).Contains(logEvent))
            base.Print(logEvent);
    }
}
