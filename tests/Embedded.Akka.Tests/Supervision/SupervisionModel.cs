using Akka.Actor;

namespace Embedded.Akka.Tests.Supervision;

/// <summary>An actor to make: how it supervises, and its children.</summary>
/// <param name="Directives">What it does about a child's failure, by the kind of failure.</param>
/// <param name="Retries">How often it restarts a child; -1 for any number.</param>
/// <param name="KeepsChildren">Whether its own restart restarts its children instead of making them anew.</param>
internal sealed record Plan(bool AllForOne, Directive[] Directives, int Retries, bool KeepsChildren, Plan[] Children)
{
    public override string ToString() =>
        $"{(AllForOne ? "all" : "one")}:{string.Join('/', Directives)}:{Retries}{(KeepsChildren ? ":keeps" : "")}" +
        (Children.Length == 0 ? "" : $"({string.Join<Plan>(", ", Children)})");
}

/// <summary>What supervision is said to do, without mailboxes and threads.</summary>
internal sealed class SupervisionModel
{
    private readonly Plan _plan;
    private readonly SupervisionModel? _parent;
    private readonly List<SupervisionModel> _children = [];
    private int _restarts;

    public SupervisionModel(Plan plan, string path, SupervisionModel? parent = null)
    {
        _plan = plan;
        _parent = parent;
        Path = path;
        MakeChildren();
    }

    public string Path { get; }

    /// <summary>Messages since the last restart.</summary>
    public int Count { get; set; }

    public IEnumerable<SupervisionModel> Descendants => _children.SelectMany(child => child.Descendants.Prepend(child));

    public void Fail(int kind)
    {
        var concerned = _parent!._plan.AllForOne ? _parent._children.ToList() : [this];
        switch (_parent._plan.Directives[kind])
        {
            case Directive.Escalate:
                _parent.Fail(kind);
                break;
            case Directive.Restart when concerned.All(each => each.MayRestart()):
                concerned.ForEach(each => each.Restart());
                break;
            case Directive.Restart or Directive.Stop:
                concerned.ForEach(each => _parent._children.Remove(each));
                break;
        }
    }

    private bool MayRestart() => _parent!._plan.Retries < 0 || ++_restarts <= _parent._plan.Retries;

    private void Restart()
    {
        Count = 0;
        if (_plan.KeepsChildren)
            _children.ForEach(child => child.Restart());
        else
            MakeChildren();
    }

    private void MakeChildren()
    {
        _children.Clear();
        for (var i = 0; i < _plan.Children.Length; i++)
            _children.Add(new SupervisionModel(_plan.Children[i], $"{Path}/{i}", this));
    }
}
