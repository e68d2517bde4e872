using System.Management.Automation.Language;

namespace RoleAssist.CodeGeneration.Tests.PowerShell;

/// <summary>The language of Windows PowerShell 5.1, which does not run on the machines of these tests.</summary>
internal static class WindowsPowerShell
{
    /// <summary>
    /// Commands and variables that came later
    /// (https://learn.microsoft.com/powershell/scripting/whats-new/differences-from-windows-powershell).
    /// </summary>
    private static readonly string[] LaterNames =
    [
        "IsWindows",
        "IsLinux",
        "IsMacOS",
        "IsCoreCLR",
        "Get-Error",
        "Join-String",
        "Test-Json",
        "Remove-Service",
        "Get-Uptime",
    ];

    /// <summary>Parameters that came later, of commands that both have.</summary>
    private static readonly string[] LaterParameters =
    [
        "AsHashtable",
        "AsPlainText",
        "AdditionalChildPath",
        "MaskInput",
    ];

    /// <summary>Returns whether only PowerShell 7 accepts the syntax or knows the name.</summary>
    public static bool IsTooOldFor(Ast node) =>
        node switch
        {
            TernaryExpressionAst or PipelineChainAst => true,
            PipelineAst { Background: true } => true,
            BinaryExpressionAst { Operator: TokenKind.QuestionQuestion } => true,
            AssignmentStatementAst { Operator: TokenKind.QuestionQuestionEquals } => true,
            MemberExpressionAst { NullConditional: true } => true,
            IndexExpressionAst { NullConditional: true } => true,
            FunctionDefinitionAst { Body.CleanBlock: not null } => true,
            VariableExpressionAst variable => IsLater(variable.VariablePath.UserPath),
            CommandAst command => command.GetCommandName() is { } name && IsLater(name),
            CommandParameterAst parameter => LaterParameters.Contains(
                parameter.ParameterName,
                StringComparer.OrdinalIgnoreCase
            ),
            _ => false,
        };

    private static bool IsLater(string name) => LaterNames.Contains(name, StringComparer.OrdinalIgnoreCase);
}
