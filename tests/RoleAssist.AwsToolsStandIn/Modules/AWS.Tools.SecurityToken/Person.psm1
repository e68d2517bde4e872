# Answers in place of a person, where the test gives an answer and no terminal. What a person types must not be seen.
if ($Env:STANDIN_MFA_CODE) {
    function Read-Host {
        [CmdletBinding()]
        param([Parameter(Position = 0)] [object] $Prompt, [switch] $AsSecureString)

        if (-not $AsSecureString) {
            throw 'What is typed would be seen.'
        }

        [Console]::Error.WriteLine("${Prompt}:")
        ConvertTo-SecureString -String $Env:STANDIN_MFA_CODE -AsPlainText -Force
    }
}
