using System.Collections.Concurrent;
using Akka.Actor;
using Akka.Configuration;
using Akka.Util;

namespace Akka.Dispatch;

/// <summary>Finds mailbox types by the path of their section in the configuration.</summary>
public sealed class Mailboxes
{
    public const string DefaultMailboxId = "akka.actor.default-mailbox";

    private readonly ConcurrentDictionary<string, MailboxType> _types = new();
    private readonly Settings _settings;

    internal Mailboxes(Settings settings) => _settings = settings;

    /// <exception cref="ConfigurationException">There is no such section, or its mailbox-type is unknown.</exception>
    public MailboxType Lookup(string id) => _types.GetOrAdd(id, Create);

    /// <summary>The mailbox of the props, else that of the dispatcher's section, else the default.</summary>
    internal MailboxType For(Props props, Config dispatcher)
    {
        if (props.Mailbox is { Length: > 0 } mailbox)
            return Lookup(mailbox);
        var id = dispatcher.GetString("id");
        return dispatcher.HasPath("mailbox-type") || dispatcher.HasPath("stash-capacity")
            ? _types.GetOrAdd(id, _ => Create(id, dispatcher))
            : Lookup(DefaultMailboxId);
    }

    private MailboxType Create(string id) => Create(id, _settings.Config.GetConfig(id) ??
        throw new ConfigurationException(
            $"Mailbox '{id}' is not configured; define {id} {{ mailbox-type = \"...\" }}"));

    private MailboxType Create(string id, Config section)
    {
        var config = section.WithFallback(_settings.Config.GetConfig(DefaultMailboxId));
        var type = config.GetString("mailbox-type");
        return TypeLoader.Create<MailboxType>($"{id}.mailbox-type", type, _settings, config);
    }
}
