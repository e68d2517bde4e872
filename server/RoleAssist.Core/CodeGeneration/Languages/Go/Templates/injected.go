// Works with the credentials that RoleAssist has given to this terminal, debug session or task.
package main

import (
	"context"
	"errors"
	"fmt"
	"os"
«if wanted»
	"strings"
«end»

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/aws-sdk-go-v2/service/sts"
)

func main() {
	if err := run(context.Background()); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(ctx context.Context) error {
	// Without this the SDK would go on to whatever else the machine has, a default profile for one.
	if os.Getenv("AWS_ACCESS_KEY_ID") == "" && os.Getenv("AWS_CONTAINER_CREDENTIALS_FULL_URI") == "" && os.Getenv("AWS_PROFILE") == "" {
		return errors.New("there are no credentials here: assume a role for this terminal, or start this with roleassist exec")
	}

	// RoleAssist sets the region too, unless the profile has none.
	cfg, err := config.LoadDefaultConfig(ctx, config.WithDefaultRegion(«region»))
	if err != nil {
		return fmt.Errorf("the configuration cannot be read: %w", err)
	}

	identity, err := sts.NewFromConfig(cfg).GetCallerIdentity(ctx, &sts.GetCallerIdentityInput{})
	if err != nil {
		return fmt.Errorf("AWS did not take the credentials: %w", err)
	}
«each wantedRole»

	// The ARN of a session is arn:aws:sts::ACCOUNT:assumed-role/ROLE/SESSION.
	arn := aws.ToString(identity.Arn)
	if parts := strings.Split(arn, "/"); aws.ToString(identity.Account) != «account» || len(parts) < 2 || parts[1] != «roleName» {
		return fmt.Errorf("this is meant for the role %s in account %s, and the credentials are those of %s", «roleName», «account», arn)
	}
«end»

	fmt.Printf("Working as %s\n", aws.ToString(identity.Arn))
	«cursor»
	return nil
}
