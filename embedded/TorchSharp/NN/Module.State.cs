using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public partial class Module
        {
            public virtual IEnumerable<(string name, Module module)> named_children() =>
                _children.Select(child => (child.Key, child.Value));

            public virtual IEnumerable<Module> children() => _children.Values;

            /// <summary>All modules below this one, outer before inner; names are dotted paths.</summary>
            public virtual IEnumerable<(string name, Module module)> named_modules() =>
                _children.SelectMany(child => child.Value.named_modules()
                    .Select(inner => ($"{child.Key}.{inner.name}", inner.module))
                    .Prepend((child.Key, child.Value)));

            public virtual IEnumerable<Module> modules() => named_modules().Select(named => named.module).Prepend(this);

            /// <summary>The module's own first, then its children's in their order; names are dotted paths.</summary>
            public virtual IEnumerable<(string name, Parameter parameter)> named_parameters(bool recurse = true)
            {
                foreach (var (name, parameter) in _parameters) yield return (name, parameter);
                if (!recurse) yield break;
                foreach (var (child, module) in _children)
                    foreach (var (name, parameter) in module.named_parameters())
                        yield return ($"{child}.{name}", parameter);
            }

            public virtual IEnumerable<Parameter> parameters(bool recurse = true) =>
                named_parameters(recurse).Select(named => named.parameter);

            /// <param name="target">Dotted path; null is returned where there is none.</param>
            public virtual Parameter? get_parameter(string target) =>
                named_parameters().FirstOrDefault(named => named.name == target).parameter;

            /// <inheritdoc cref="get_parameter"/>
            public virtual Tensor? get_buffer(string target) =>
                named_buffers().FirstOrDefault(named => named.name == target).buffer;

            /// <inheritdoc cref="named_parameters"/>
            public virtual IEnumerable<(string name, Tensor buffer)> named_buffers(bool recurse = true)
            {
                foreach (var (name, (buffer, _)) in _buffers) yield return (name, buffer);
                if (!recurse) yield break;
                foreach (var (child, module) in _children)
                    foreach (var (name, buffer) in module.named_buffers())
                        yield return ($"{child}.{name}", buffer);
            }

            public virtual IEnumerable<Tensor> buffers(bool recurse = true) =>
                named_buffers(recurse).Select(named => named.buffer);

            /// <summary>Parameters and persistent buffers themselves, not copies, by name.</summary>
            public virtual Dictionary<string, Tensor> state_dict(
                Dictionary<string, Tensor>? destination = null, string? prefix = null)
            {
                destination ??= [];
                var path = string.IsNullOrEmpty(prefix) ? "" : $"{prefix}.";
                foreach (var (name, parameter) in _parameters) destination[path + name] = parameter;
                foreach (var (name, (buffer, persistent)) in _buffers)
                    if (persistent) destination[path + name] = buffer;
                foreach (var (name, child) in _children) child.state_dict(destination, path + name);
                return destination;
            }

            /// <summary>Copies values into the parameters and buffers of the same names.</summary>
            /// <param name="strict">Throw where a name is on one side only.</param>
            /// <param name="skip">Names to leave alone.</param>
            /// <exception cref="InvalidOperationException">Strict, and names differ.</exception>
            /// <exception cref="ArgumentException">A shape differs.</exception>
            public virtual (IList<string> missing_keys, IList<string> unexpected_keyes) load_state_dict(
                Dictionary<string, Tensor> source, bool strict = true, IList<string>? skip = null)
            {
                var target = state_dict();
                var skipped = skip ?? [];
                var missing = target.Keys.Except(source.Keys).Except(skipped).ToList();
                var unexpected = source.Keys.Except(target.Keys).Except(skipped).ToList();
                if (strict && missing.Count + unexpected.Count > 0)
                    throw new InvalidOperationException(
                        $"The state does not fit {_name}: missing [{string.Join(", ", missing)}], " +
                        $"unexpected [{string.Join(", ", unexpected)}].");

                using var _ = no_grad();
                foreach (var (name, tensor) in target.Where(entry => !skipped.Contains(entry.Key)))
                    if (source.TryGetValue(name, out var value)) Load(name, tensor, value);
                return (missing, unexpected);
            }

            private static void Load(string name, Tensor target, Tensor value)
            {
                var (expected, found) = (target.shape, value.shape);
                if (!expected.SequenceEqual(found))
                    throw new ArgumentException(
                        $"{name} has shape [{string.Join(", ", found)}]; expected [{string.Join(", ", expected)}].");

                target.copy_(value);
            }
        }
    }
}
