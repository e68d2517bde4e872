using RoleAssist.Core.Errors;

namespace RoleAssist.Core.CodeGeneration.Pipelines;

/// <summary>The values of a template's parameters, with placeholders for those that are not given.</summary>
internal sealed class PipelineValues(IReadOnlyDictionary<string, string> values)
{
    private readonly List<string> _notes = [];

    /// <summary>Gets what is left to fill in.</summary>
    public IReadOnlyList<string> Notes => _notes;

    /// <summary>Whether no value is given, so that the code is an example.</summary>
    public bool IsEmpty => values.Count == 0;

    /// <summary>Returns a value, or null.</summary>
    public string? Find(PipelineParameter parameter) => values.GetValueOrDefault(parameter.Name);

    /// <summary>Returns a value or its placeholder, with a note.</summary>
    public string Get(PipelineParameter parameter, string placeholder)
    {
        if (Find(parameter) is { } value)
        {
            return value;
        }

        Note($"Replace {placeholder}, or specify --{parameter.Name} {parameter.Form}.");
        return placeholder;
    }

    /// <summary>Returns a UUID in lower case without braces, as the providers write it.</summary>
    public string GetUuid(PipelineParameter parameter, string placeholder) =>
        Get(parameter, placeholder).Trim('{', '}').ToLowerInvariant();

    public void Note(string note) => _notes.Add(note);

    /// <exception cref="RoleAssistException"><see cref="ErrorCode.InvalidArgument"/>: both are given.</exception>
    public void RequireOneOf(PipelineParameter one, PipelineParameter other, string reason)
    {
        if (Find(one) is not null && Find(other) is not null)
        {
            throw new RoleAssistException(
                ErrorCode.InvalidArgument,
                $"Specify either --{one.Name} or --{other.Name}.",
                reason
            );
        }
    }
}
