using System.Management.Automation.Language;

namespace RoleAssist.CodeGeneration.Tests.PowerShell;

/// <summary>The parameters of a call, including those of splatted hash tables.</summary>
internal static class PowerShellCall
{
    /// <summary>
    /// Returns all possible parameter lists of a call: one for each hash table that a splatted variable can have.
    /// </summary>
    public static IEnumerable<IReadOnlyCollection<string>> ParametersOf(CommandAst call)
    {
        Assert.Empty(
            call.CommandElements.Skip(1)
                .Where((element, index) => IsPositional(call, element, index + 1))
                .Select(element => element.Extent.Text)
        );
        var named = call
            .CommandElements.OfType<CommandParameterAst>()
            .Select(parameter => parameter.ParameterName)
            .ToList();
        IEnumerable<IReadOnlyCollection<string>> ways = [named];
        foreach (
            var splatted in call.CommandElements.OfType<VariableExpressionAst>().Where(variable => variable.Splatted)
        )
        {
            var tables = TablesOf(call, splatted.VariablePath.UserPath).ToList();
            Assert.NotEmpty(tables);
            ways = ways.SelectMany(_ => tables, (way, table) => (IReadOnlyCollection<string>)[.. way, .. table])
                .ToList();
        }

        return ways;
    }

    private static bool IsPositional(CommandAst call, CommandElementAst element, int index) =>
        element is not (CommandParameterAst or VariableExpressionAst { Splatted: true })
        && call.CommandElements[index - 1] is not CommandParameterAst { Argument: null };

    /// <summary>
    /// Returns the keys of each hash table that is assigned to the variable before the call, with keys added later.
    /// </summary>
    private static IEnumerable<IReadOnlyCollection<string>> TablesOf(CommandAst call, string variable)
    {
        var script = call;
        Ast root = script;
        while (root.Parent is not null)
        {
            root = root.Parent;
        }

        var loop = root.FindAll(
                node => node is ForEachStatementAst each && each.Variable.VariablePath.UserPath == variable,
                true
            )
            .Cast<ForEachStatementAst>()
            .FirstOrDefault();
        if (loop is not null)
        {
            // The loop variable is each hash table of a list.
            var list = loop.Condition.Find(node => node is VariableExpressionAst, true) as VariableExpressionAst;
            return Assignments(root, list!.VariablePath.UserPath)
                .SelectMany(assignment => Tables(assignment.Right))
                .Select(Keys);
        }

        var assignments = Assignments(root, variable)
            .Where(assignment => assignment.Extent.StartOffset < call.Extent.StartOffset)
            .ToList();

        // Consider each branch, but only the last of consecutive assignments.
        var last = assignments.GroupBy(assignment => assignment.Parent).Select(group => group.Last()).ToList();
        var nearest = last.Where(assignment => Encloses(assignment.Parent, call)).LastOrDefault();
        return (nearest is null ? last : [nearest]).Select(assignment =>
            (IReadOnlyCollection<string>)
                [
                    .. Keys(Tables(assignment.Right).First()),
                    .. Additions(root, variable)
                        .Where(addition =>
                            addition.Offset > assignment.Extent.StartOffset && addition.Offset < call.Extent.StartOffset
                        )
                        .Select(addition => addition.Key),
                ]
        );
    }

    private static bool Encloses(Ast block, Ast node) =>
        block.Extent.StartOffset <= node.Extent.StartOffset && node.Extent.EndOffset <= block.Extent.EndOffset;

    private static IEnumerable<AssignmentStatementAst> Assignments(Ast root, string variable) =>
        root.FindAll(
                node =>
                    node is AssignmentStatementAst { Left: VariableExpressionAst left }
                    && left.VariablePath.UserPath == variable,
                true
            )
            .Cast<AssignmentStatementAst>();

    private static IEnumerable<(string Key, int Offset)> Additions(Ast root, string variable) =>
        root.FindAll(
                node =>
                    node
                        is AssignmentStatementAst
                        {
                            Left: MemberExpressionAst { Expression: VariableExpressionAst left }
                        }
                    && left.VariablePath.UserPath == variable,
                true
            )
            .Cast<AssignmentStatementAst>()
            .Select(assignment =>
                (((MemberExpressionAst)assignment.Left).Member.Extent.Text, assignment.Extent.StartOffset)
            );

    private static IEnumerable<HashtableAst> Tables(Ast value) =>
        value.FindAll(node => node is HashtableAst, true).Cast<HashtableAst>();

    private static IReadOnlyCollection<string> Keys(HashtableAst table) =>
        [.. table.KeyValuePairs.Select(pair => pair.Item1.Extent.Text)];
}
