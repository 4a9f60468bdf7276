did-you-mean = did you mean `{ $name }`?
error = error
warning = warning
help = help
summary = { $errors ->
    [0] { $warnings ->
        [0] no errors
        [one] 1 warning
       *[other] { $warnings } warnings
    }
    [one] 1 error{ $warnings ->
        [0] {""}
        [one] , 1 warning
       *[other] , { $warnings } warnings
    }
   *[other] { $errors } errors{ $warnings ->
        [0] {""}
        [one] , 1 warning
       *[other] , { $warnings } warnings
    }
}
not-shown = { $n ->
    [one] 1 more is not shown here; `--format short` lists them all
   *[other] { $n } more are not shown here; `--format short` lists them all
}
example = Example
gives = Then torg says:
and-then = `torg explain { $code }` tells more
