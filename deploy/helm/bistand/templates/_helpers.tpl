{{- define "bistand.labels" -}}
app.kubernetes.io/name: bistand
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{- define "bistand.isSqlite" -}}
{{- if eq .Values.store "sqlite" }}yes{{ end }}
{{- end }}

{{/* What both kinds of pods have; `component` is web or worker. */}}
{{- define "bistand.pod" -}}
automountServiceAccountToken: false
terminationGracePeriodSeconds: {{ add .Values.leaveSeconds .Values.drainSeconds 25 }}
securityContext:
  runAsNonRoot: true
  runAsUser: 10001
  runAsGroup: 10001
  fsGroup: 10001
  seccompProfile: {type: RuntimeDefault}
volumes:
  - name: tmp
    emptyDir: {}
  - name: data
    {{- if include "bistand.isSqlite" . }}
    persistentVolumeClaim: {claimName: {{ .Release.Name }}-bistand}
    {{- else }}
    emptyDir: {}
    {{- end }}
{{- end }}

{{- define "bistand.container" -}}
image: "{{ .Values.image.repository }}:{{ .Values.image.tag | default .Chart.AppVersion }}"
imagePullPolicy: {{ .Values.image.pullPolicy }}
securityContext:
  allowPrivilegeEscalation: false
  readOnlyRootFilesystem: true
  capabilities: {drop: [ALL]}
volumeMounts:
  - {name: data, mountPath: /data}
  - {name: tmp, mountPath: /tmp}
env:
  - name: BISTAND_API_KEY
    valueFrom: {secretKeyRef: {name: {{ .Values.secret }}, key: api-key}}
  - name: BISTAND_STORE
    {{- if .Values.store }}
    value: {{ .Values.store | quote }}
    {{- else }}
    valueFrom: {secretKeyRef: {name: {{ .Values.secret }}, key: store}}
    {{- end }}
  - name: BISTAND_DRAIN_S
    value: {{ .Values.drainSeconds | quote }}
  {{- range $name, $value := .Values.environment }}
  - name: {{ $name }}
    value: {{ $value | quote }}
  {{- end }}
{{- end }}
