using System.Reflection;
using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>A layer or a tree of them; parameters and buffers come in the order they were registered.</summary>
        /// <remarks>Owns them: disposing a module disposes everything below it.</remarks>
        public partial class Module : IDisposable
        {
            private readonly string _name;
            private readonly OrderedDictionary<string, Parameter> _parameters = [];
            private readonly OrderedDictionary<string, (Tensor Tensor, bool Persistent)> _buffers = [];
            private readonly OrderedDictionary<string, Module> _children = [];

            protected Module(string name) => _name = name;

            public bool training { get; private set; } = true;

            public string GetName() => _name;

            public virtual void train(bool on = true)
            {
                training = on;
                foreach (var child in _children.Values) child.train(on);
            }

            public virtual void eval() => train(false);

            public virtual void zero_grad(bool set_to_none = true) => ZeroGrads([.. parameters()], set_to_none);

            public virtual void register_module(string name, Module submodule) => _children[name] = submodule;

            public virtual void register_buffer(string name, Tensor tensor, bool persistent = true) =>
                _buffers[name] = (tensor.DetachFromDisposeScope(), persistent);

            /// <param name="param">Null registers nothing: the layer does without.</param>
            public virtual void register_parameter(string name, Parameter? param)
            {
                if (param is null) return;
                param.DetachFromDisposeScope();
                _parameters[name] = param;
            }

            public void Dispose()
            {
                Dispose(true);
                GC.SuppressFinalize(this);
            }

            protected virtual void Dispose(bool disposing)
            {
                if (!disposing) return;
                foreach (var parameter in _parameters.Values) parameter.Dispose();
                foreach (var (buffer, _) in _buffers.Values) buffer.Dispose();
                foreach (var child in _children.Values) child.Dispose();
            }

            /// <summary>Registers what the fields of the module hold, under the fields' names.</summary>
            protected virtual void RegisterComponents()
            {
                const BindingFlags all = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;
                foreach (var field in GetType().GetFields(all).Where(field => !field.Name.StartsWith('<')))
                    Register(field.Name, field.GetValue(this));
            }

            private void Register(string name, object? value)
            {
                switch (value)
                {
                    case Module module when !_children.ContainsKey(name): register_module(name, module); break;
                    case Modules.Parameter parameter when !_parameters.ContainsKey(name):
                        register_parameter(name, parameter);
                        break;
                    case Modules.Parameter: break;
                    case Tensor tensor when !_buffers.ContainsKey(name): register_buffer(name, tensor); break;
                }
            }
        }

        /// <summary>A module of one argument.</summary>
        public abstract class Module<T, TResult> : Module
        {
            protected Module(string name)
                : base(name)
            {
            }

            public abstract TResult forward(T input);

            /// <summary>What users of the module call.</summary>
            public TResult call(T input) => forward(input);
        }

        /// <summary>A module of two arguments.</summary>
        public abstract class Module<T1, T2, TResult> : Module
        {
            protected Module(string name)
                : base(name)
            {
            }

            public abstract TResult forward(T1 input1, T2 input2);

            /// <inheritdoc cref="Module{T, TResult}.call"/>
            public TResult call(T1 input1, T2 input2) => forward(input1, input2);
        }
    }
}
