using Akka.Actor;
using Akka.TestKit.Xunit2;
using FsCheck;
using FsCheck.Fluent;

namespace Embedded.Akka.Tests.Supervision;

// Akka.NET: "Supervision": any tree of actors does what the model says. All run on the test's thread, so that a Tell
// comes back when everything that follows from it is done.
public sealed class SupervisionModelTests() : TestKit("akka { loglevel = OFF, stdout-loglevel = OFF }")
{
    private static readonly Directive[] WithoutEscalation = [Directive.Resume, Directive.Restart, Directive.Stop];

    [Fact]
    public void AnyTree_AnyFailures_DoesAsTheModel()
    {
        var failures = Gen.Choose(0, 99).Zip(Gen.Choose(0, 1)).ArrayOf();

        Prop.ForAll(Plans(3, WithoutEscalation).Zip(failures).ToArbitrary(), given =>
        {
            var (plan, steps) = given;
            var actors = new SortedDictionary<string, Node>(StringComparer.Ordinal);
            var top = Sys.ActorOf(Props.Create(() => new Node(plan, "", actors))
                .WithDispatcher("akka.test.calling-thread-dispatcher"));
            var model = new SupervisionModel(plan, "");
            foreach (var (pick, kind) in steps)
            {
                var candidates = model.Descendants.ToList();
                if (candidates.Count == 0)
                    break;
                var failing = candidates[pick % candidates.Count];
                actors[failing.Path].Reference.Tell(new Failure(kind));
                failing.Fail(kind);
                if (!Same(actors, model))
                    return false;
            }
            Sys.Stop(top);
            return true;
        }).Check(FsCheck.Config.QuickThrowOnFailure.WithMaxTest(300));
    }

    private static Gen<Plan> Plans(int depth, Directive[] directives) =>
        from children in Gen.Choose(0, depth == 0 ? 0 : 3).SelectMany(count =>
            Plans(depth - 1, [.. WithoutEscalation, Directive.Escalate]).ArrayOf(count))
        from allForOne in Gen.Elements(true, false)
        from chosen in Gen.Elements(directives).ArrayOf(2)
        from retries in Gen.Elements(-1, -1, 0, 2)
        from keeps in Gen.Elements(true, false)
        select new Plan(allForOne, chosen, retries, keeps, children);

    /// <summary>A message to each: who lives, handles it, and has as many as since its last restart.</summary>
    private static bool Same(SortedDictionary<string, Node> actors, SupervisionModel model)
    {
        foreach (var expected in model.Descendants)
            expected.Count++;
        foreach (var actor in actors.Values.ToList())
            actor.Reference.Tell("count");
        return actors.Where(each => each.Key.Length > 0).Select(each => (each.Key, each.Value.Count)).SequenceEqual(
            model.Descendants.OrderBy(each => each.Path, StringComparer.Ordinal)
                .Select(each => (each.Path, each.Count)));
    }

    private sealed record Failure(int Kind);

    private sealed class KindException(int kind) : Exception
    {
        public int Kind { get; } = kind;
    }

    private sealed class Node : UntypedActor
    {
        private readonly Plan _plan;
        private readonly string _path;
        private readonly SortedDictionary<string, Node> _actors;

        public Node(Plan plan, string path, SortedDictionary<string, Node> actors)
        {
            (_plan, _path, _actors) = (plan, path, actors);
            actors[path] = this;
        }

        public int Count { get; private set; }

        public IActorRef Reference => Self;

        protected override void PreStart()
        {
            for (var i = 0; i < _plan.Children.Length; i++)
            {
                var (child, path) = (_plan.Children[i], $"{_path}/{i}");
                Context.ActorOf(Props.Create(() => new Node(child, path, _actors))
                    .WithDispatcher(Context.Dispatcher.Id));
            }
        }

        protected override void PreRestart(Exception reason, object message)
        {
            if (!_plan.KeepsChildren)
                base.PreRestart(reason, message);
        }

        protected override void PostRestart(Exception reason)
        {
            if (!_plan.KeepsChildren)
                base.PostRestart(reason);
        }

        protected override void PostStop() => _actors.Remove(_path);

        protected override SupervisorStrategy SupervisorStrategy()
        {
            Directive Decide(Exception e) => _plan.Directives[((KindException)e).Kind];
            return _plan.AllForOne
                ? new AllForOneStrategy(_plan.Retries, -1, Decide)
                : new OneForOneStrategy(_plan.Retries, -1, Decide);
        }

        protected override void OnReceive(object message)
        {
            if (message is Failure failure)
                throw new KindException(failure.Kind);
            Count++;
        }
    }
}
