did-you-mean = menade du `{ $name }`?
error = fel
warning = varning
help = hjälp
summary = { $errors ->
    [0] { $warnings ->
        [0] inga fel
        [one] 1 varning
       *[other] { $warnings } varningar
    }
   *[other] { $errors } fel{ $warnings ->
        [0] {""}
        [one] , 1 varning
       *[other] , { $warnings } varningar
    }
}
not-shown = { $n ->
    [one] 1 till visas inte här; `--format short` listar alla
   *[other] { $n } till visas inte här; `--format short` listar alla
}
example = Exempel
gives = Då säger torg:
and-then = `torg explain { $code }` förklarar mer
